package io.spanline.experiments.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.spanline.experiments.compare.RateChange.Rate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateChangeTest {
  private static final double TAIL = 0.025;

  /** Newcombe, Statistics in Medicine 17 (1998), 857–872, table I, method 3. */
  @ParameterizedTest
  @CsvSource({
    "81, 263, 0.2553, 0.3662",
    "15, 148, 0.0624, 0.1605",
    "0, 20, 0.0000, 0.1611",
    "1, 29, 0.0061, 0.1718"
  })
  void theIntervalOfARateIsWilsons(long errors, long of, double low, double high) {
    Bounds bounds = new Rate(of, errors).wilson(TAIL);

    assertThat(bounds.low()).isCloseTo(low, within(0.00005));
    assertThat(bounds.high()).isCloseTo(high, within(0.00005));
  }

  /** And no 1.4e-17, which would be printed. */
  @ParameterizedTest
  @ValueSource(longs = {1, 36, 150, 225, 300, 1_000})
  void noErrorsReachDownToZeroAndAllToOne(long of) {
    assertThat(new Rate(of, 0).wilson(TAIL).low()).isZero();
    assertThat(new Rate(of, of).wilson(TAIL).high()).isEqualTo(1);
  }

  /**
   * Newcombe, Statistics in Medicine 17 (1998), 873–890, table II, method 10; the last but one is 8
   * errors of 200 against none.
   */
  @ParameterizedTest
  @CsvSource({
    "48, 80, 56, 70, 0.0524, 0.3339",
    "3, 10, 9, 10, 0.1705, 0.8090",
    "2, 7, 6, 7, 0.0582, 0.8062",
    "0, 29, 5, 56, -0.0381, 0.1926",
    "0, 20, 0, 10, -0.1611, 0.2775",
    "0, 200, 8, 200, 0.0128, 0.0769",
    "0, 20, 10, 10, 0.6791, 1.0000"
  })
  void theIntervalOfADifferenceIsNewcombes(
      long errors, long of, long laterErrors, long laterOf, double low, double high) {
    RateChange change = new RateChange(new Rate(of, errors), new Rate(laterOf, laterErrors));

    Bounds bounds = change.newcombe(TAIL);

    assertThat(bounds.low()).isCloseTo(low, within(0.00005));
    assertThat(bounds.high()).isCloseTo(high, within(0.00005));
  }

  /** Fisher's exact test says 0.051 of the first, and 0.0043 of the second. */
  @Test
  void whatNewcombesIntervalShowsTooEasilyFishersTestMustShowToo() {
    assertThat(new RateChange(new Rate(7, 2), new Rate(7, 6)).isShown(TAIL)).isFalse();
    RateChange unequal = new RateChange(new Rate(10_000, 500), new Rate(100, 12));
    assertThat(unequal.newcombe(0.00111).low()).isPositive();
    assertThat(unequal.isShown(0.00111)).isFalse();
    assertThat(unequal.isShown(0.01)).isTrue();
  }

  /** Four of four against none of four have a chance of 1 in 70; an ulp decides nothing. */
  @Test
  void decidesByRoundedFigures() {
    RateChange change = new RateChange(new Rate(4, 0), new Rate(4, 4));

    assertThat(change.isShown(1 / 70.0 - 1e-12)).isTrue();
    assertThat(change.isShown(1 / 70.0 - 1e-6)).isFalse();
  }

  /** Ten errors in a row tell little more than one does. */
  @Test
  void errorsOfOneBurstAreLessThanErrorsHereAndThere() {
    Rate none = new Rate(160, 0);
    Rate ten = new Rate(160, 10);
    Spread calm = Spread.of(new double[8]);
    Spread burst = Spread.of(new double[] {0.5, 0, 0, 0, 0, 0, 0, 0});

    assertThat(new RateChange(none, ten).isShown(TAIL)).isTrue();
    assertThat(new RateChange(none, ten, calm, burst).isShown(TAIL)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 200, 8, 200, WORSE",
    "8, 200, 0, 200, BETTER",
    "2, 1000, 2, 1000, SAME",
    "0, 5, 0, 5, UNCLEAR",
    "0, 100000, 100, 100000, SAME",
    "10, 300, 0, 300, BETTER",
    "5, 300, 0, 300, NOT_WORSE",
    "0, 300, 5, 300, UNCLEAR"
  })
  void saysWhatTheIntervalShows(
      long errors, long of, long laterErrors, long laterOf, Word expected) {
    RateChange change = new RateChange(new Rate(of, errors), new Rate(laterOf, laterErrors));

    assertThat(change.word(Limits.DEFAULT, TAIL)).isEqualTo(expected);
  }

  /** 0 of 100 is at most 3.7 %: z² / (n + z²). */
  @Test
  void noErrorIsNoBareZero() {
    Change.Shown shown = new RateChange(new Rate(100, 0), new Rate(100, 0)).shown(TAIL);

    assertThat(shown.after()).isEqualByComparingTo("0");
    assertThat(shown.afterHigh()).isEqualByComparingTo("0.0369935");
  }

  @Test
  void refusesARateOfNothing() {
    assertThatThrownBy(() -> new Rate(0, 0)).hasMessageContaining("was 0 errors of 0");
    assertThatThrownBy(() -> new Rate(3, 4)).hasMessageContaining("was 4 errors of 3");
  }

  /**
   * 75 errors of 1000 in bursts, three of eight blocks without any: a side of 100 requests, no
   * longer than such a block, has none. If requests were independent, that would be a change.
   */
  @Test
  void aSmallSideMayHaveMissedTheBursts() {
    Spread bursts = Spread.of(new double[] {0, 0.2, 0, 0.1, 0, 0.1, 0.1, 0.1});
    Spread calm = Spread.of(new double[] {0, 0, 0, 0, 0});
    Rate none = new Rate(100, 0);
    Rate many = new Rate(1000, 75);

    assertThat(new RateChange(none, many).isShown(TAIL)).isTrue();
    assertThat(new RateChange(none, many, calm, bursts).isShown(TAIL)).isFalse();
  }
}
