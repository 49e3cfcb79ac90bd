package io.spanline.experiments.compare;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final int N = 600;
  private static final Millis CALM = Millis.around(100, N, 1);
  private static final Millis CALM_AGAIN = Millis.around(100, N, 2);

  @Test
  void aServiceThatIsSlowerIsWorse() {
    Comparison comparison = ofService(CALM, CALM_AGAIN.times(2));

    assertThat(word(comparison, "service-a", "p95_ms")).isEqualTo(Word.WORSE);
    assertThat(word(comparison, "service-a", "error_rate")).isEqualTo(Word.SAME);
    assertThat(comparison.word()).isEqualTo(Word.WORSE);
    assertThat(comparison.decides()).containsExactly("service-a");
  }

  @Test
  void aServiceThatIsFasterIsBetter() {
    Comparison comparison = ofService(CALM.times(2), CALM_AGAIN);

    assertThat(word(comparison, "service-a", "p95_ms")).isEqualTo(Word.BETTER);
    assertThat(comparison.word()).isEqualTo(Word.BETTER);
  }

  @Test
  void aServiceThatIsShownNotToDifferIsTheSame() {
    Comparison comparison = ofService(CALM, CALM_AGAIN);

    assertThat(word(comparison, "service-a", "p50_ms")).isEqualTo(Word.SAME);
    assertThat(comparison.moved()).isFalse();
  }

  @Test
  void whatIsNotShownEitherWayIsUnclear() {
    Comparison comparison = ofService(Millis.around(100, 100, 3), Millis.around(110, 100, 4));

    assertThat(word(comparison, "service-a", "p50_ms")).isEqualTo(Word.UNCLEAR);
    assertThat(comparison.sentences()).containsExactly("Nothing is shown to have moved.");
  }

  @Test
  void fiveRequestsAreTooLittleAndTheNumberThatItTakesIsSaid() {
    Comparison comparison =
        Comparison.of(
            service(Millis.around(100, 5, 3)), service(Millis.around(900, 5, 4)), Limits.DEFAULT);

    Figure figure = figure(comparison, "service-a", "p95_ms");
    assertThat(figure.word()).isEqualTo(Word.TOO_LITTLE_DATA);
    assertThat(figure.needed()).isGreaterThanOrEqualTo(72);
    assertThat(comparison.word()).isEqualTo(Word.TOO_LITTLE_DATA);
  }

  @Test
  void aServiceAskedForOtherThingsIsJudgedPerOperation() {
    Millis list = Millis.around(10, 200, 5);
    Millis order = Millis.around(100, 100, 6);

    Comparison comparison =
        Comparison.of(
            MadeUpSide.side().service("service-a", list, order).made(),
            MadeUpSide.side()
                .service("service-a", Millis.around(10, 100, 7), Millis.around(100, 200, 8))
                .made(),
            Limits.DEFAULT);

    assertThat(word(comparison, "service-a", "p50_ms")).isEqualTo(Word.OTHER_MIX);
    assertThat(word(comparison, "GET /list", "p50_ms")).isEqualTo(Word.SAME);
    assertThat(subject(comparison, "service-a").reason())
        .isEqualTo("its mix differs: GET /list went from 67 to 33 % of its requests");
  }

  @Test
  void aServiceOfOneSideIsNewOrGone() {
    Comparison comparison =
        Comparison.of(
            MadeUpSide.side().service("service-a", CALM).service("service-b", CALM).made(),
            MadeUpSide.side().service("service-a", CALM).service("service-c", CALM).made(),
            Limits.DEFAULT);

    assertThat(subject(comparison, "service-b").alone()).isEqualTo(Word.GONE);
    assertThat(subject(comparison, "service-c").alone()).isEqualTo(Word.NEW);
    assertThat(comparison.sentences()).containsExactly("service-b is gone, service-c is new.");
  }

  @Test
  void allErrorsAreWorseThanNone() {
    Comparison comparison =
        Comparison.of(
            MadeUpSide.side().service("service-a", CALM).made(),
            MadeUpSide.side().service("service-a", CALM_AGAIN, N).made(),
            Limits.DEFAULT);

    assertThat(word(comparison, "service-a", "error_rate")).isEqualTo(Word.WORSE);
    assertThat(comparison.sentences().get(0))
        .startsWith("service-a's error rate went from 0 to 100 % (99.4–100)");
  }

  @Test
  void allErrorsOnBothSidesAreTheSame() {
    Side allErrors = MadeUpSide.side().service("service-a", CALM, N).made();

    assertThat(Comparison.of(allErrors, allErrors, Limits.DEFAULT).word()).isEqualTo(Word.SAME);
  }

  @Test
  void aConstantLatencyIsTheSame() {
    Comparison comparison = ofService(Millis.all(20, N), Millis.all(20, N));

    assertThat(comparison.word()).isEqualTo(Word.SAME);
    assertThat(comparison.sentences()).containsExactly("Nothing moved.");
  }

  @Test
  void aColdRunIsNotWorseThanAWarmedOne() {
    for (int seed = 0; seed < 20; seed++) {
      Side warmed = warming(0, 100 * seed);
      Side cold = warming(20, 100 * seed + 50);

      assertThat(Comparison.of(warmed, cold, Limits.DEFAULT).has(Word.WORSE)).isFalse();
      assertThat(Comparison.of(cold, warmed, Limits.DEFAULT).has(Word.WORSE)).isFalse();
    }
  }

  /** A chain whose first requests are ten times as slow everywhere. */
  private static Side warming(int cold, long seed) {
    int n = 300;
    return MadeUpSide.chain(Millis.around(7.5, n, seed).cold(cold), cold, seed + 1).made();
  }

  private static Comparison ofService(Millis before, Millis after) {
    return Comparison.of(service(before), service(after), Limits.DEFAULT);
  }

  private static Side service(Millis latencies) {
    return MadeUpSide.side().service("service-a", latencies).made();
  }

  private static Word word(Comparison comparison, String subject, String figure) {
    return figure(comparison, subject, figure).word();
  }

  private static Figure figure(Comparison comparison, String subject, String name) {
    return subject(comparison, subject).figures().stream()
        .filter(figure -> figure.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Subject subject(Comparison comparison, String name) {
    return comparison.subjects().stream()
        .filter(subject -> subject.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
