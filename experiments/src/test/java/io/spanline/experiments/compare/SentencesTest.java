package io.spanline.experiments.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SentencesTest {
  private static final int N = 600;
  private static final Millis SHORT = Millis.around(7.5, N, 1);
  private static final Millis LONG = Millis.around(7.5, N, 2).plus(Millis.around(200, N, 4));
  private static final Millis CALM = Millis.around(20, N, 3);

  @Test
  void tellTheGapAndTheServiceAboveIt() {
    assertThat(sentences(MadeUpSide.chain(SHORT, 10), MadeUpSide.chain(LONG, 20)))
        .containsExactly(
            "The gap of service-a→service-b went from 7.53 to 209 ms (206–214).",
            "service-a's p50 went with it, from 23.9 to 225 ms (222–230).",
            "Nothing else moved.");
  }

  @Test
  void tellTheWayBack() {
    assertThat(sentences(MadeUpSide.chain(LONG, 20), MadeUpSide.chain(SHORT, 10)))
        .hasSize(3)
        .last()
        .isEqualTo("Nothing else moved.");
  }

  @Test
  void tellThatNothingMoved() {
    assertThat(sentences(MadeUpSide.chain(SHORT, 10), MadeUpSide.chain(SHORT, 30)))
        .containsExactly("Nothing moved.");
  }

  @Test
  void tellNothingOfNothing() {
    assertThat(sentences(MadeUpSide.side(), MadeUpSide.side()))
        .containsExactly("Nothing is shown to have moved.");
  }

  /** A service that itself became slow, and its caller. */
  @Test
  void tellTheLowestServiceIfNoGapMoved() {
    MadeUpSide calm = callOf(CALM);
    MadeUpSide slow = callOf(CALM.plus(Millis.all(100, N)));

    assertThat(sentences(calm, slow))
        .containsExactly(
            "service-b's p50 went from 19.8 to 120 ms (119–120).",
            "service-a's p50 went with it, from 24.8 to 125 ms (124–125).",
            "Nothing else moved.");
  }

  private static MadeUpSide callOf(Millis b) {
    return MadeUpSide.side()
        .service("service-a", b.plus(Millis.all(5, N)))
        .service("service-b", b)
        .edge("service-a->service-b", b, b);
  }

  @Test
  void tellAnotherEdgeOfTheSameCaller() {
    MadeUpSide calm = MadeUpSide.chain(SHORT, 10);
    MadeUpSide slow = MadeUpSide.chain(LONG, 20);
    calm.edge("service-a->service-d", CALM, CALM);
    slow.edge("service-a->service-d", CALM.plus(Millis.all(50, N)), CALM);

    assertThat(sentences(calm, slow)).last().isEqualTo("Also worse: service-a→service-d.");
  }

  @Test
  void tellErrorsThatCameWithALatency() {
    MadeUpSide calm = callOf(CALM);
    Millis slow = CALM.plus(Millis.all(100, N));
    MadeUpSide failing = callOf(slow).service("service-b", slow, 60);

    assertThat(sentences(calm, failing)).last().isEqualTo("Also worse: service-b's error rate.");
  }

  @Test
  void tellWhatIsNewBesideWhatMoved() {
    MadeUpSide slow = MadeUpSide.chain(LONG, 20).service("service-d", CALM);

    assertThat(sentences(MadeUpSide.chain(SHORT, 10), slow))
        .last()
        .isEqualTo("Also new: service-d.");
  }

  @Test
  void tellAnOperationByItsService() {
    Millis slow = CALM.plus(Millis.all(100, N));
    MadeUpSide calm = MadeUpSide.side().service("service-a", CALM, CALM);
    MadeUpSide otherMix = MadeUpSide.side().service("service-a", slow, Millis.around(20, 200, 9));
    MadeUpSide renamed = MadeUpSide.side().operation("service-a", "a->b", CALM);

    assertThat(sentences(calm, otherMix))
        .first()
        .asString()
        .startsWith("The p50 of service-a's GET /list went from ");
    assertThat(sentences(calm, renamed))
        .containsExactly(
            "service-a's GET /list is gone, service-a's GET /order is gone, service-a's a->b is new.");
  }

  @Test
  void tellWhatIsWorseFromWhatIsBetter() {
    Millis slow = CALM.plus(Millis.all(100, N));
    MadeUpSide calm = MadeUpSide.chain(SHORT, 10).service("x", CALM).service("y", slow);
    MadeUpSide other = MadeUpSide.chain(LONG, 20).service("x", slow).service("y", CALM);

    assertThat(sentences(calm, other)).last().isEqualTo("Also worse: x; better: y.");
  }

  private static List<String> sentences(MadeUpSide before, MadeUpSide after) {
    return Comparison.of(before.made(), after.made(), Limits.DEFAULT).sentences();
  }
}
