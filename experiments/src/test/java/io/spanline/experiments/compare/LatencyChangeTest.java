package io.spanline.experiments.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.spanline.statistics.LatencyDigest;
import java.math.BigDecimal;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatencyChangeTest {
  private static final double TAIL = 0.025;
  private static final double MEDIAN = 0.5;
  private static final double P95 = 0.95;

  /**
   * By hand: the median of 1 to 100 ms lies between the ranks 40 and 61 (95 %), that of twice as
   * much between 80 and 122 ms. So the ratio's logarithm, ln 2, has the bounds ln 2 ∓ √(ln²(100 /
   * 80) + ln²(61 / 50)) and, upwards, √(ln²(122 / 100) + ln²(50 / 40)): 1.483 to 2.697.
   */
  @Test
  void theIntervalOfARatioJoinsThoseOfTheQuantiles() {
    LatencyChange change =
        new LatencyChange(
            unordered(Millis.each(1, 100)), unordered(Millis.each(1, 100).times(2)), MEDIAN);

    Bounds bounds = change.change(TAIL);

    assertThat(bounds.low()).isCloseTo(0.394258, within(1e-6));
    assertThat(bounds.high()).isCloseTo(0.992036, within(1e-6));
    Change.Shown shown = change.shown(TAIL);
    assertThat(shown.after()).isEqualByComparingTo("100");
    assertThat(shown.afterLow()).isEqualByComparingTo("80");
    assertThat(shown.afterHigh()).isEqualByComparingTo("122");
    assertThat(shown.changeLow()).isEqualByComparingTo("1.48328");
    assertThat(shown.changeHigh()).isEqualByComparingTo("2.69672");
  }

  /**
   * By hand: three rounds of 10, 20 and 40 ms, then of 20, 40 and 80. The logarithms of a side have
   * the variance ln²2, their mean a third of it; Welch's degrees of freedom are 4 and t is
   * 2.776445, so the half width is 2.776445 · √(2 / 3) · ln 2 = 1.571335. The ranks of the median
   * see nothing of it.
   */
  @Test
  void theIntervalIsAsWideAsTheRoundsDiffer() {
    LatencyChange change = new LatencyChange(rounds(10, 20, 40), rounds(20, 40, 80), MEDIAN);

    Bounds bounds = change.change(TAIL);

    assertThat(bounds.low()).isCloseTo(Math.log(2) - 1.571335, within(1e-5));
    assertThat(bounds.high()).isCloseTo(Math.log(2) + 1.571335, within(1e-5));
    assertThat(change.word(Limits.DEFAULT, TAIL)).isEqualTo(Word.UNCLEAR);
  }

  /** A finite bound of a p95 takes ln(tail) / ln(0.95) samples: 72 of a 95 % interval. */
  @ParameterizedTest
  @CsvSource({"0.95, 0.025, 72", "0.95, 0.0025, 117", "0.5, 0.025, 6", "0.99, 0.025, 368"})
  void saysHowManySamplesItTakes(double q, double tail, long expected) {
    Sample few = unordered(Millis.each(1, 5));

    LatencyChange change = new LatencyChange(few, few, q);

    assertThat(change.needed(tail)).isEqualTo(expected);
    assertThat(decidable(expected - 1, q, tail)).isFalse();
    assertThat(decidable(expected, q, tail)).isTrue();
  }

  private static boolean decidable(long n, double q, double tail) {
    Sample sample = unordered(Millis.each(1, (int) n));
    LatencyChange change = new LatencyChange(sample, sample, q);
    assertThat(Double.isFinite(change.change(tail).high())).isEqualTo(change.isDecidable(tail));
    return change.isDecidable(tail);
  }

  /** Of 1000 against 50, a lower bound of the ratio exists, and no upper one. */
  @Test
  void mayBeShownWorseThoughOneSideHasNoUpperBound() {
    Sample many = unordered(Millis.around(20, 1000, 1));
    Sample few = unordered(Millis.around(200, 50, 2));

    LatencyChange slower = new LatencyChange(many, few, P95);

    assertThat(slower.isDecidable(TAIL)).isFalse();
    assertThat(slower.canBeShown(TAIL)).isTrue();
    assertThat(slower.word(Limits.DEFAULT, TAIL)).isEqualTo(Word.WORSE);
    assertThat(new LatencyChange(few, few, P95).canBeShown(TAIL)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    // Both limits, the ratio and the difference, must be passed.
    "100, 150, WORSE",
    "150, 100, BETTER",
    "100, 100, SAME",
    "1, 2, SAME",
    "1000, 1012, SAME",
    "100, 117, UNCLEAR",
    "117, 100, NOT_WORSE"
  })
  void saysWhatTheIntervalShows(double before, double after, Word expected) {
    LatencyChange change =
        new LatencyChange(
            Millis.around(before, 400, 3).sample(), Millis.around(after, 400, 4).sample(), MEDIAN);

    assertThat(change.word(Limits.DEFAULT, TAIL)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "5, 20, 200, TOO_LITTLE_DATA",
    "5, 20, 20, TOO_LITTLE_DATA",
    "29, 20, 200, TOO_LITTLE_DATA"
  })
  void aFewInOrderAreTooLittle(int n, double before, double after, Word expected) {
    LatencyChange change =
        new LatencyChange(
            Millis.around(before, n, 5).sample(), Millis.around(after, n, 6).sample(), P95);

    assertThat(change.word(Limits.DEFAULT, TAIL)).isEqualTo(expected);
    assertThat(change.needed(TAIL)).isEqualTo(72);
    assertThat(change.shown(TAIL).changeHigh()).isNull();
  }

  @ParameterizedTest
  @CsvSource({"20, 20, 1, SAME", "20, 220, 11, WORSE", "200, 20, 0.1, BETTER"})
  void aConstantHasAnIntervalOfNoWidth(
      double before, double after, BigDecimal ratio, Word expected) {
    LatencyChange change =
        new LatencyChange(Millis.all(before, 100).sample(), Millis.all(after, 100).sample(), P95);

    assertThat(change.word(Limits.DEFAULT, TAIL)).isEqualTo(expected);
    Change.Shown shown = change.shown(TAIL);
    assertThat(shown.changeLow()).isEqualTo(shown.change()).isEqualTo(shown.changeHigh());
    assertThat(shown.change()).isEqualByComparingTo(ratio);
  }

  /** Clocks of two hosts that differ: a gap may be below 0, and has a difference alone. */
  @ParameterizedTest
  @CsvSource({
    "-300, -100, WORSE",
    "-300, -298, SAME",
    "-0.5, 200, WORSE",
    "0, 0, SAME",
    "5, -200, BETTER"
  })
  void whatIsNotAboveZeroIsJudgedByItsDifference(double before, double after, Word expected) {
    LatencyChange change =
        new LatencyChange(
            Millis.all(before, 100).sample(), Millis.all(after, 100).sample(), MEDIAN);

    assertThat(change.word(Limits.DEFAULT, TAIL)).isEqualTo(expected);
    Change.Shown shown = change.shown(TAIL);
    assertThat(shown.before()).isEqualByComparingTo(BigDecimal.valueOf(before));
    assertThat(shown.after()).isEqualByComparingTo(BigDecimal.valueOf(after));
    assertThat(shown.change()).isNull();
  }

  /** A baseline against a capture: the rounds of the capture are all that is known, and count. */
  @Test
  void oneSideInOrderIsEnoughToSeeItsRounds() {
    Sample baseline = unordered(Millis.around(20, 120, 7));
    Sample capture = rounds(20, 25, 80);

    LatencyChange change = new LatencyChange(baseline, capture, MEDIAN);

    assertThat(change.isShown(TAIL)).isFalse();
    assertThat(new LatencyChange(baseline, unordered(Millis.all(25, 120)), MEDIAN).isShown(TAIL))
        .isTrue();
  }

  private static Sample unordered(Millis latencies) {
    LatencyDigest digest = new LatencyDigest();
    Arrays.stream(latencies.nanos()).forEach(digest::add);
    return Sample.of(digest);
  }

  private static Sample rounds(double first, double second, double third) {
    int each = 40;
    return Sample.of(
        Millis.all(first, each).nanos(),
        Millis.all(second, each).nanos(),
        Millis.all(third, each).nanos());
  }
}
