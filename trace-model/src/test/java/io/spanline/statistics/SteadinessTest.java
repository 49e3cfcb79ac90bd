package io.spanline.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SteadinessTest {
  private static final double NANOS = 1e6;

  private final Random random = new Random(20_260_101);

  /** A latency in milliseconds, at a time between 0 and 1 of the capture. */
  @FunctionalInterface
  interface Load {
    double at(double time);
  }

  @ParameterizedTest
  @CsvSource({"0.5, 200, 100", "1.0, 200, 100", "1.0, 1000, 100"})
  void hardlyEverDoubtsSteadyTraffic(double sigma, int samples, int captures) {
    assertHardlyEverDoubted(sigma, samples, captures);
  }

  @Tag("thorough")
  @ParameterizedTest
  @CsvSource({
    "0.5, 200, 400",
    "0.5, 1000, 400",
    "0.5, 5000, 100",
    "1.0, 200, 400",
    "1.0, 1000, 400",
    "1.0, 5000, 100"
  })
  void hardlyEverDoubtsMuchSteadyTraffic(double sigma, int samples, int captures) {
    assertHardlyEverDoubted(sigma, samples, captures);
  }

  private void assertHardlyEverDoubted(double sigma, int samples, int captures) {
    int doubted = 0;
    for (int capture = 0; capture < captures; capture++) {
      boolean any = false;
      for (int operation = 0; operation < 8; operation++) {
        any |= !found(samples, time -> 20 * Math.exp(sigma * random.nextGaussian())).isEmpty();
      }
      doubted += any ? 1 : 0;
    }

    assertThat(doubted / (double) captures).isLessThan(0.011);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 500, 2_000})
  void findsAWarmUp(int samples) {
    assertFound(Unsteadiness.WarmUp.class, samples, time -> around(12) * (time < 0.2 ? 3.4 : 1));
  }

  @Test
  void findsAWarmUpThatFades() {
    assertFound(
        Unsteadiness.WarmUp.class, 500, time -> around(12) * (1 + 4 * Math.exp(-time / 0.08)));
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 2_000})
  void findsATrendUpAndDown(int samples) {
    assertFound(Unsteadiness.Trend.class, samples, time -> around(12) * (1 + 1.2 * time));
  }

  @Test
  void findsAStep() {
    assertFound(Unsteadiness.Trend.class, 1_000, time -> around(12) * (time < 0.5 ? 1 : 1.5));
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 500, 2_000})
  void findsTwoModes(int samples) {
    assertFound(
        Unsteadiness.TwoModes.class,
        samples,
        time -> Math.exp(0.3 * random.nextGaussian()) * (random.nextInt(10) < 3 ? 60 : 10));
  }

  @Test
  void otherShapesOfOneModeAreNotTwo() {
    int found = 0;
    for (int trial = 0; trial < 400; trial++) {
      found += found(500, time -> -20 * Math.log(1 - random.nextDouble())).size();
      found += found(500, time -> Math.pow(1 - random.nextDouble(), -1 / 1.2)).size();
      found += found(500, time -> 1 + 20 * random.nextDouble()).size();
    }

    assertThat(found).isLessThanOrEqualTo(4);
  }

  @Test
  void saysNothingOfFewSamples() {
    assertThat(found(99, time -> time < 0.3 ? 900 : 1)).isEmpty();
    assertThat(found(100, time -> time < 0.3 ? 900 : 1)).isNotEmpty();
  }

  @Test
  void aDifferenceThatDoesNotMatterIsNone() {
    assertThat(found(5_000, time -> 10 + time / 10)).isEmpty();
    assertThat(found(5_000, time -> time < 0.2 ? 10.1 : 10)).isEmpty();
    assertThat(found(5_000, time -> random.nextBoolean() ? 10 : 11)).isEmpty();
    assertThat(found(5_000, time -> 10)).isEmpty();
    assertThat(found(5_000, time -> 0)).isEmpty();
  }

  @Test
  void saysWhatItSawWithItsFigures() {
    assertThat(found(1_000, time -> time < 0.2 ? 41 : 12).get(0).words())
        .isEqualTo("median of the first 20 % 41 ms, of the rest 12 ms: warm-up inside?");
    assertThat(found(1_000, time -> time < 0.5 ? 10 : 14.257).get(0).words())
        .isEqualTo("median of the first fifth 10 ms, of the last 14.3 ms: slower over time?");
    assertThat(found(1_000, time -> (long) (time * 1_000) % 4 == 0 ? 120 : 2).get(0).words())
        .isEqualTo("two modes, 75 % around 2 ms and 25 % around 120 ms: two kinds of requests?");
  }

  private double around(double millis) {
    return millis * Math.exp(0.5 * random.nextGaussian());
  }

  private void assertFound(Class<? extends Unsteadiness> kind, int samples, Load load) {
    int trials = 200;
    int found = 0;
    for (int trial = 0; trial < trials; trial++) {
      found += found(samples, load).stream().anyMatch(kind::isInstance) ? 1 : 0;
    }
    assertThat(found / (double) trials).isGreaterThan(0.98);
  }

  private static List<Unsteadiness> found(int samples, Load load) {
    long[] arrivals =
        LongStream.range(0, samples)
            .map(i -> Math.round(NANOS * load.at(i / (double) samples)))
            .toArray();
    return Steadiness.of(arrivals, LongStream.of(arrivals).sorted().toArray());
  }
}
