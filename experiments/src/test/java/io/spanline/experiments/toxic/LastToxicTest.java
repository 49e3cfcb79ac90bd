package io.spanline.experiments.toxic;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.clients.Toxic;
import io.spanline.clients.Toxiproxy.Proxy;
import io.spanline.experiments.toxic.CallsAround.ToxicTime;
import io.spanline.topic.ToxicChange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the records of a proxy say of the toxic that came last, in whatever order they are. */
final class LastToxicTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final String FOREIGN = "latency_downstream";

  private final ToxicLives lives = new ToxicLives();

  @Test
  void aNameOfOthersThatIsUsedAgainIsAnother() {
    on(FOREIGN, 0);
    gone(FOREIGN, 10);
    on(FOREIGN, 100);

    assertThat(last().on().confirmed()).isEqualTo(at(100));
    assertThat(last().life().to()).isNull();
    assertThat(last().others()).singleElement().extracting(ToxicLife::to).isEqualTo(at(10));
  }

  @Test
  void aProxyThatIsDownForOthersTwiceIsTwoToxics() {
    on("b-to-c", 0);
    gone("b-to-c", 10);
    on("b-to-c", 100);
    gone("b-to-c", 110);

    assertThat(last().on().confirmed()).isEqualTo(at(100));
    assertThat(last().life().to()).isEqualTo(at(110));
  }

  @Test
  void takesAnEndThatIsReadBeforeItsBeginning() {
    gone(ours(1), 10);
    on(ours(1), 0);

    assertThat(last().life().to()).isEqualTo(at(10));
  }

  @Test
  void theFirstToSeeItGoneIsRight() {
    on(ours(1), 0);
    gone(ours(1), 10);
    gone(ours(1), 15);

    assertThat(last().life().to()).isEqualTo(at(10));
  }

  @Test
  void aProxyThatWasDownToFreeAToxicIsNotTheLast() {
    on(ours(1), 0);
    gone(ours(1), 10);
    on("b-to-c", 7);
    gone("b-to-c", 11);

    assertThat(last().on().toxic()).isEqualTo(ours(1));
    assertThat(last().others()).isEmpty();
  }

  @Test
  void aProxyThatStaysDownIs() {
    on(ours(1), 0);
    gone(ours(1), 10);
    on("b-to-c", 9);
    gone("b-to-c", 60);

    assertThat(last().on().toxic()).isEqualTo("b-to-c");
  }

  @Test
  void countsNoTimeInWhichAnotherCameOrWent() {
    on(ours(1), 0);
    gone(ours(1), 70);
    on(ours(2), 100);
    gone(ours(2), 110);
    gone(ours(3), 120);

    ToxicTime time = last().time(at(110), MINUTE);

    assertThat(time).isEqualTo(new ToxicTime(at(70), at(100), at(100), at(110), at(170), at(120)));
    assertThat(last().together(time)).isEmpty();
  }

  @Test
  void namesWhatElseWasOn() {
    on(ours(1), 90);
    gone(ours(1), 105);
    on(ours(2), 100);
    gone(ours(2), 110);
    on(ours(3), 10);

    ToxicTime time = last().time(at(110), MINUTE);

    assertThat(time.from()).isEqualTo(at(90));
    assertThat(time.next()).isEqualTo(Instant.MAX);
    assertThat(last().together(time))
        .extracting(life -> life.best().toxic())
        .containsExactly(ours(3), ours(1));
  }

  @Test
  void whatIsOnIsAskedOfTheProxy() {
    on(ours(1), 0);

    assertThat(last().isLost(proxy(true, ours(1)))).isFalse();
    assertThat(last().end(proxy(true, ours(1)), at(9000))).isEqualTo(at(9000));
    assertThat(last().isLost(proxy(true))).isTrue();
    assertThat(last().end(proxy(true), at(9000))).isEqualTo(at(3600));
    assertThat(last().end(proxy(true), at(20))).isEqualTo(at(20));
    gone(ours(1), 10);
    assertThat(last().isLost(proxy(true))).isFalse();
    assertThat(last().end(proxy(true), at(9000))).isEqualTo(at(10));
  }

  @Test
  void aProxyThatIsDownForOthersIsOnWhileItIsDown() {
    on("b-to-c", 0);

    assertThat(last().isLost(proxy(false))).isFalse();
    assertThat(last().isLost(proxy(true))).isTrue();
  }

  private LastToxic last() {
    return LastToxic.of(lives, "b-to-c").orElseThrow();
  }

  private void on(String toxic, long second) {
    lives.add(change(toxic, at(second), null));
  }

  private void gone(String toxic, long second) {
    lives.add(change(toxic, null, at(second)));
  }

  private static ToxicChange change(
      String toxic, @Nullable Instant confirmed, @Nullable Instant gone) {
    boolean down = toxic.equals("b-to-c");
    return new ToxicChange(
        "b-to-c",
        toxic,
        down ? "down" : "latency",
        down ? null : "downstream",
        1,
        new TreeMap<>(Map.of()),
        null,
        Lease.of(toxic).map(Lease::owner).orElse(ToxicChange.FOREIGN),
        null,
        confirmed,
        gone,
        null);
  }

  private static Proxy proxy(boolean enabled, String... toxics) {
    return new Proxy(
        "b-to-c",
        "127.0.0.1:1",
        "127.0.0.1:2",
        enabled,
        List.of(toxics).stream()
            .map(name -> new Toxic(name, "latency", Toxic.Stream.DOWNSTREAM, 1, new TreeMap<>()))
            .toList());
  }

  private static String ours(int number) {
    return new Lease("somebody", at(3600), number).toxic();
  }

  private static Instant at(long second) {
    return START.plusSeconds(second);
  }
}
