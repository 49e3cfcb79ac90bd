package io.spanline.experiments.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SignedRankTest {
  /**
   * Hamilton's depression scale of nine patients, after and before a tranquilliser: Hollander and
   * Wolfe, table 3.1. The book gives −0.46 and, at 96.1 %, −0.786 to −0.010.
   */
  @Test
  void findsTheCentreAndItsBounds() {
    double[] differences = {-0.952, 0.147, -1.022, -0.43, -0.62, -0.59, -0.49, 0.08, -0.01};

    SignedRank ranks = SignedRank.of(differences);

    assertThat(ranks.estimate()).isCloseTo(-0.46, within(1e-9));
    assertThat(ranks.bounds(0.0196).low()).isCloseTo(-0.786, within(1e-9));
    assertThat(ranks.bounds(0.0196).high()).isCloseTo(-0.010, within(1e-9));
  }

  /** One above the critical values of Wilcoxon and Wilcox (1964), 0.025 on a side. */
  @ParameterizedTest
  @CsvSource({
    "5, 0", "6, 1", "7, 3", "8, 4", "9, 6", "10, 9", "15, 26", "20, 53", "25, 90", "50, 435"
  })
  void theRankIsThatOfTheTables(int n, long expected) {
    assertThat(SignedRank.rank(n, 0.025)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"0.025", "0.005", "0.0005"})
  void theRankGoesOnWhereItIsApproximate(double tail) {
    long exact = SignedRank.rank(100, tail);
    long next = exact + exact - SignedRank.rank(99, tail) + 1;

    assertThat(SignedRank.rank(101, tail)).isBetween((long) (0.99 * next), next);
  }

  @ParameterizedTest
  @CsvSource({"0.025, 6", "0.005, 8", "0.25, 2", "0.0005, 11"})
  void takesThatManyForBothBounds(double tail, int expected) {
    assertThat(SignedRank.needed(tail)).isEqualTo(expected);
    assertThat(SignedRank.rank(expected - 1, tail)).isZero();
    assertThat(SignedRank.rank(expected, tail)).isPositive();
  }

  static Stream<ToDoubleFunction<Random>> values() {
    return Stream.of(
        // Whole numbers, so that many are equal.
        random -> random.nextInt(10) - 5,
        Random::nextGaussian,
        random -> random.nextInt(4) > 0 ? 0 : random.nextGaussian(),
        random -> random.nextInt(4) > 0 ? 1 : Double.MIN_VALUE * (random.nextInt(10) - 5));
  }

  @ParameterizedTest
  @MethodSource("values")
  void findsWhatSortingAllAveragesFinds(ToDoubleFunction<Random> value) {
    Random random = new Random(1);
    for (int n = 1; n <= 60; n++) {
      double[] values =
          IntStream.range(0, n).mapToDouble(i -> value.applyAsDouble(random)).toArray();

      double[] averages = averages(values);
      double median = (averages[(averages.length - 1) / 2] + averages[averages.length / 2]) / 2;
      int rank = (int) SignedRank.rank(n, 0.025);
      assertThat(SignedRank.of(values).estimate()).isEqualTo(median + 0.0);
      if (rank > 0) {
        assertThat(SignedRank.of(values).bounds(0.025))
            .isEqualTo(
                new Bounds(averages[rank - 1] + 0.0, averages[averages.length - rank] + 0.0));
      }
    }
  }

  private static double[] averages(double[] values) {
    double[] averages = new double[values.length * (values.length + 1) / 2];
    int next = 0;
    for (int i = 0; i < values.length; i++) {
      for (int j = i; j < values.length; j++) {
        averages[next++] = (values[i] + values[j]) / 2;
      }
    }
    Arrays.sort(averages);
    return averages;
  }

  @Test
  void tenThousandTakeFarLessThanASecond() {
    double[] many = new Random(1).doubles(10_000).toArray();

    assertTimeout(Duration.ofSeconds(1), () -> SignedRank.of(many).bounds(0.001));
  }

  @Test
  void refusesNothing() {
    assertThatThrownBy(() -> SignedRank.of(new double[0])).hasMessageContaining("there is none");
  }
}
