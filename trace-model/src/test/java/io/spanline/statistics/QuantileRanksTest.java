package io.spanline.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class QuantileRanksTest {
  private static final BigDecimal TAIL = new BigDecimal("0.025");

  @ParameterizedTest
  @CsvSource({
    "0.95, 100, 90, 100",
    "0.95, 200, 184, 197",
    "0.95, 500, 465, 485",
    "0.95, 1000, 936, 964",
    "0.95, 5000, 4719, 4781"
  })
  void areThoseOfTheLiterature(double q, long samples, long low, long high) {
    assertThat(QuantileRanks.of(samples, q)).isEqualTo(new QuantileRanks(samples, low, high));
  }

  @ParameterizedTest
  @CsvSource({"50", "95", "99"})
  void areThoseOfSummingTheBinomialExactly(int percent) {
    for (int n = 1; n <= 400; n += n < 80 ? 1 : 37) {
      assertThat(QuantileRanks.of(n, percent / 100.0)).isEqualTo(summed(n, percent));
    }
  }

  @ParameterizedTest
  @CsvSource({"0.50, 6", "0.95, 72", "0.99, 368"})
  void haveNoUpperBoundBelowSoManySamples(double q, long least) {
    assertThat(QuantileRanks.leastSamplesForHigh(q)).isEqualTo(least);
    assertThat(QuantileRanks.of(least, q).hasHigh()).isTrue();
    assertThat(QuantileRanks.of(least - 1, q).hasHigh()).isFalse();
  }

  @Test
  void haveNoLowerBoundBelowSoManySamples() {
    assertThat(QuantileRanks.leastSamplesForLow(0.5)).isEqualTo(6);
    assertThat(QuantileRanks.of(5, 0.5).hasLow()).isFalse();
    assertThat(QuantileRanks.of(6, 0.5).hasLow()).isTrue();
    assertThat(QuantileRanks.of(1, 0.95).hasLow()).isFalse();
    assertThat(QuantileRanks.of(2, 0.95).hasLow()).isTrue();
  }

  /** Where the binomial is as good as normal. */
  @ParameterizedTest
  @CsvSource({"0.50", "0.95", "0.99"})
  void stayStableForManySamples(double q) {
    assertNormal(q, 100_000);
  }

  @Tag("thorough")
  @ParameterizedTest
  @CsvSource({"0.50", "0.95", "0.99"})
  void stayStableForVeryManySamples(double q) {
    assertNormal(q, 1_000_000, 10_000_000);
  }

  private static void assertNormal(double q, long... sizes) {
    for (long n : sizes) {
      double half = 1.959963984540054 * Math.sqrt(n * q * (1 - q));

      QuantileRanks ranks = QuantileRanks.of(n, q);

      assertThat((double) ranks.low()).isCloseTo(n * q - half, within(3.0));
      assertThat((double) ranks.high()).isCloseTo(n * q + half + 1, within(3.0));
    }
  }

  @Test
  void refuseWhatIsNoQuantile() {
    assertThatThrownBy(() -> QuantileRanks.of(0, 0.5)).hasMessageContaining("there is none");
    assertThatThrownBy(() -> QuantileRanks.of(10, 1)).hasMessageContaining("was 1.0");
    assertThatThrownBy(() -> QuantileRanks.of(10, Double.NaN)).hasMessageContaining("was NaN");
    assertThatThrownBy(() -> QuantileRanks.of(10, 0.5, 0.5)).hasMessageContaining("was 0.5");
  }

  /** A distribution that can be drawn from and whose quantiles are known. */
  enum Known {
    UNIFORM(random -> random.nextDouble(), q -> q),
    EXPONENTIAL(random -> -Math.log(1 - random.nextDouble()), q -> -Math.log(1 - q)),
    PARETO(random -> Math.pow(1 - random.nextDouble(), -1 / 1.2), q -> Math.pow(1 - q, -1 / 1.2)),
    TWO_MODES(
        random -> random.nextInt(100) < 90 ? random.nextDouble() : 9 + random.nextDouble(),
        q -> q < 0.9 ? q / 0.9 : 9 + (q - 0.9) / 0.1);

    private final ToDoubleFunction<Random> draw;
    private final ToDoubleFunction<Double> quantile;

    Known(ToDoubleFunction<Random> draw, ToDoubleFunction<Double> quantile) {
      this.draw = draw;
      this.quantile = quantile;
    }
  }

  /** Wrong by two ranks on both sides, it would be outside of these bounds. */
  @Tag("thorough")
  @ParameterizedTest
  @EnumSource
  void coverTheTruthInNineteenOfTwentyCases(Known distribution) {
    Random random = new Random(20_260_101);
    for (int n : new int[] {100, 400}) {
      for (double q : new double[] {0.5, 0.95}) {
        double truth = distribution.quantile.applyAsDouble(q);
        QuantileRanks ranks = QuantileRanks.of(n, q);

        assertThat(share(distribution, random, ranks, truth))
            .as("coverage of p%s at n = %s", 100 * q, n)
            .isCloseTo(coverage(ranks, q), within(0.008))
            .isBetween(0.945, 0.985);
        assertThat(coverage(new QuantileRanks(n, ranks.low() + 2, ranks.high() - 2), q))
            .isLessThan(0.945);
      }
    }
  }

  private static double share(
      Known distribution, Random random, QuantileRanks ranks, double truth) {
    int covered = 0;
    int trials = 6_000;
    double[] samples = new double[(int) ranks.samples()];
    for (int trial = 0; trial < trials; trial++) {
      Arrays.setAll(samples, i -> distribution.draw.applyAsDouble(random));
      Arrays.sort(samples);
      boolean above = samples[(int) ranks.low() - 1] <= truth;
      boolean below = truth <= samples[(int) ranks.high() - 1];
      covered += above && below ? 1 : 0;
    }
    return covered / (double) trials;
  }

  /** The exact chance that the two ranks have a quantile between them. */
  private static double coverage(QuantileRanks ranks, double q) {
    int n = (int) ranks.samples();
    BigDecimal chance = BigDecimal.ZERO;
    for (long k = ranks.low(); k < ranks.high(); k++) {
      chance = chance.add(probability(n, (int) k, (int) Math.round(100 * q)));
    }
    return chance.doubleValue();
  }

  private static QuantileRanks summed(int n, int percent) {
    int low = 0;
    BigDecimal below = probability(n, 0, percent);
    while (below.compareTo(TAIL) <= 0) {
      low++;
      below = below.add(probability(n, low, percent));
    }
    int high = n + 1;
    BigDecimal above = probability(n, n, percent);
    while (above.compareTo(TAIL) <= 0) {
      high--;
      above = above.add(probability(n, high - 1, percent));
    }
    return new QuantileRanks(n, low, high);
  }

  private static BigDecimal probability(int n, int k, int percent) {
    BigInteger ways = BigInteger.ONE;
    for (int i = 0; i < k; i++) {
      ways = ways.multiply(BigInteger.valueOf(n - i)).divide(BigInteger.valueOf(i + 1));
    }
    BigDecimal p = BigDecimal.valueOf(percent, 2);
    return new BigDecimal(ways)
        .multiply(p.pow(k, MathContext.DECIMAL128))
        .multiply(BigDecimal.ONE.subtract(p).pow(n - k, MathContext.DECIMAL128));
  }
}
