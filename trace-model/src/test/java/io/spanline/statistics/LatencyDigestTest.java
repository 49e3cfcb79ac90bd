package io.spanline.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Random;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LatencyDigestTest {
  private static final double HALF_A_PERCENT = 0.005;

  static Stream<Named<ToLongFunction<Random>>> distributions() {
    return Stream.of(
        Named.of("log-normal", random -> (long) (20e6 * Math.exp(random.nextGaussian()))),
        Named.of("4.8 % slow", random -> random.nextInt(1_000) < 48 ? slow(random) : fast(random)),
        Named.of("half slow", random -> random.nextBoolean() ? slow(random) : fast(random)),
        Named.of("Pareto", random -> (long) (1e6 * Math.pow(1 - random.nextDouble(), -1 / 1.2))),
        Named.of("constant", random -> 25_000_000L));
  }

  @ParameterizedTest
  @MethodSource("distributions")
  void equalsNearestRankUpToTwoThousandSamples(ToLongFunction<Random> latency) {
    long[] samples = samples(2_000, latency);

    LatencyDigest digest = digest(samples);

    assertThat(digest.exact()).isTrue();
    for (double q : new double[] {0.01, 0.5, 0.95, 0.99, 1}) {
      assertThat(digest.quantileNanos(q))
          .isEqualTo(Quantile.nearestRank(Quantile.sorted(samples), q));
    }
  }

  @ParameterizedTest
  @MethodSource("distributions")
  void staysWithinHalfAPercentInRankBeyond(ToLongFunction<Random> latency) {
    for (int n : new int[] {2_001, 10_000, 200_000}) {
      long[] samples = samples(n, latency);
      LatencyDigest digest = digest(samples);
      assertThat(digest.exact()).isFalse();
      assertRanks(digest, samples);
    }
  }

  @ParameterizedTest
  @MethodSource("distributions")
  void staysWithinHalfAPercentWhenMergedInAnyOrder(ToLongFunction<Random> latency) {
    long[] samples = samples(40_000, latency);
    int[] cuts = {0, 10, 1_500, 9_000, 12_000, 40_000};
    Integer[] order = {0, 1, 2, 3, 4};
    for (int turn = 0; turn < order.length; turn++) {
      java.util.Collections.rotate(Arrays.asList(order), 1);
      LatencyDigest all = new LatencyDigest();
      for (int part : order) {
        all.addAll(digest(Arrays.copyOfRange(samples, cuts[part], cuts[part + 1])));
      }
      assertRanks(all, samples);
      assertExactSums(all, samples);
    }
  }

  @Test
  void mergesExactlyWhileAllSamplesFit() {
    LatencyDigest left = digest(LongStream.rangeClosed(1, 1_000).toArray());
    LatencyDigest right = digest(LongStream.rangeClosed(1_001, 2_000).toArray());

    left.addAll(right);

    assertThat(left.exact()).isTrue();
    assertThat(left.quantileNanos(0.95)).isEqualTo(1_900);
    assertThat(right.count()).isEqualTo(1_000);
  }

  @ParameterizedTest
  @MethodSource("distributions")
  void survivesItsBytes(ToLongFunction<Random> latency) {
    for (int n : new int[] {0, 1, 2_000, 2_001, 50_000}) {
      LatencyDigest digest = digest(samples(n, latency));
      byte[] bytes = digest.toBytes();
      LatencyDigest read = LatencyDigest.of(bytes);
      assertThat(read.toBytes()).isEqualTo(bytes);
      assertThat(read.count()).isEqualTo(n);
      assertThat(read.exact()).isEqualTo(digest.exact());
      assertThat(read.sumNanos()).isEqualTo(digest.sumNanos());
      assertThat(read.minNanos()).isEqualTo(digest.minNanos());
      assertThat(read.maxNanos()).isEqualTo(digest.maxNanos());
      if (n > 0) {
        assertThat(read.quantileNanos(0.95)).isEqualTo(digest.quantileNanos(0.95));
      }
    }
  }

  @Test
  void goesOnAfterItWasRead() {
    LatencyDigest read = LatencyDigest.of(digest(samples(3_000, random -> 7)).toBytes());

    read.add(9);

    assertThat(read.count()).isEqualTo(3_001);
    assertThat(read.maxNanos()).isEqualTo(9);
  }

  @Test
  void keepsExtremes() {
    LatencyDigest digest = digest(0, Long.MAX_VALUE, Long.MAX_VALUE);

    assertThat(digest.minNanos()).isZero();
    assertThat(digest.quantileNanos(1)).isEqualTo(Long.MAX_VALUE);
    assertThat(digest.sumNanos()).isEqualTo(Long.MAX_VALUE);
    assertThat(LatencyDigest.of(digest.toBytes()).quantileNanos(1)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void refusesBytesOfSomethingElse() {
    byte[] good = digest(1, 2, 3).toBytes();

    assertThatIllegalArgumentException().isThrownBy(() -> LatencyDigest.of(new byte[0]));
    assertThatIllegalArgumentException().isThrownBy(() -> LatencyDigest.of(new byte[] {9, 9}));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LatencyDigest.of(Arrays.copyOf(good, good.length - 1)));
  }

  /** The share of samples below, to that of samples at or below, must come close to q. */
  private static void assertRanks(LatencyDigest digest, long[] samples) {
    for (double q : new double[] {0.01, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999}) {
      long value = digest.quantileNanos(q);
      double below = (double) Arrays.stream(samples).filter(s -> s < value).count();
      double upTo = (double) Arrays.stream(samples).filter(s -> s <= value).count();
      assertThat(q)
          .isBetween(
              below / samples.length - HALF_A_PERCENT, upTo / samples.length + HALF_A_PERCENT);
    }
  }

  private static void assertExactSums(LatencyDigest digest, long[] samples) {
    assertThat(digest.count()).isEqualTo(samples.length);
    assertThat(digest.sumNanos()).isEqualTo(Arrays.stream(samples).sum());
    assertThat(digest.minNanos()).isEqualTo(Arrays.stream(samples).min().orElseThrow());
    assertThat(digest.maxNanos()).isEqualTo(Arrays.stream(samples).max().orElseThrow());
  }

  private static LatencyDigest digest(long... samples) {
    LatencyDigest digest = new LatencyDigest();
    Arrays.stream(samples).forEach(digest::add);
    return digest;
  }

  private static long[] samples(int n, ToLongFunction<Random> latency) {
    Random random = new Random(20_260_101);
    return LongStream.range(0, n).map(i -> latency.applyAsLong(random)).toArray();
  }

  private static long fast(Random random) {
    return 20_000_000 + random.nextInt(10_000_000);
  }

  private static long slow(Random random) {
    return 220_000_000 + random.nextInt(10_000_000);
  }
}
