package io.spanline.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How far a digest's quantiles are from the truth, in rank, whichever way it came to be. */
class LatencyDigestAccuracyTest {
  private static final long SEED = 20_260_101;
  private static final int[] EXACT = {1, 2, 71, 1_999, 2_000};
  private static final int[] BEYOND = {2_001, 20_000, 100_000};
  private static final int[] FAR_BEYOND = {5_000, 1_000_000};
  private static final int[] PARTS = {4, 40, 400};
  private static final double HALF_A_PERCENT = 0.005;
  private static final double[] QUANTILES =
      DoubleStream.concat(
              IntStream.rangeClosed(1, 99).mapToDouble(percent -> percent / 100.0),
              DoubleStream.of(0.001, 0.995, 0.999, 1))
          .toArray();

  @ParameterizedTest
  @EnumSource
  void equalsNearestRankUpToTwoThousandSamples(Samples distribution) {
    for (int n : EXACT) {
      long[] samples = distribution.draw(n, SEED + n);
      long[] sorted = LongStream.of(samples).sorted().toArray();
      Random random = new Random(SEED);
      for (LatencyDigest digest :
          List.of(
              Samples.digest(samples),
              Samples.merged(Samples.parts(samples, 40, random)),
              Samples.mergedInLayers(Samples.parts(samples, 400, random)))) {
        assertThat(digest.exact()).isTrue();
        for (double q : QUANTILES) {
          assertThat(digest.quantileNanos(q)).isEqualTo(Quantile.nearestRank(sorted, q));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void staysWithinHalfAPercentBeyond(Samples distribution) {
    for (int n : BEYOND) {
      assertTrueHoweverMade(distribution, n);
    }
    assertTrueWhenWrittenAndRead(distribution, 5_000);
  }

  @Tag("thorough")
  @ParameterizedTest
  @EnumSource
  void staysWithinHalfAPercentFarBeyond(Samples distribution) {
    for (int n : FAR_BEYOND) {
      assertTrueHoweverMade(distribution, n);
    }
    assertTrueWhenWrittenAndRead(distribution, 100_000);
  }

  /** In one, merged in any order, and merged in layers. */
  private static void assertTrueHoweverMade(Samples distribution, int n) {
    long[] samples = distribution.draw(n, SEED + n);
    long[] sorted = LongStream.of(samples).sorted().toArray();
    assertTrueTo(sorted, Samples.digest(samples));
    for (int parts : PARTS) {
      List<LatencyDigest> shuffled = Samples.parts(samples, parts, new Random(SEED + parts));
      assertTrueTo(sorted, Samples.merged(shuffled));
      assertTrueTo(sorted, Samples.mergedInLayers(shuffled));
    }
  }

  /** As a row of the statistics is, at its ticks. */
  private static void assertTrueWhenWrittenAndRead(Samples distribution, int n) {
    long[] samples = distribution.draw(n, SEED + n);
    long[] sorted = LongStream.of(samples).sorted().toArray();
    for (int every : new int[] {1, 7, 100, 1_500, 2_500}) {
      // One by one only for fewer: each time costs a pass over all centroids.
      if (n / every <= 20_000) {
        assertTrueTo(sorted, writtenAndRead(samples, every));
      }
    }
  }

  private static LatencyDigest writtenAndRead(long[] samples, int every) {
    LatencyDigest digest = new LatencyDigest();
    for (int i = 0; i < samples.length; i++) {
      digest.add(samples[i]);
      if (i % every == 0) {
        digest = LatencyDigest.of(digest.toBytes());
      }
    }
    return digest;
  }

  /** The interval of the value's ranks must come close to q; the sums must be right. */
  private static void assertTrueTo(long[] sorted, LatencyDigest digest) {
    assertThat(digest.exact()).isFalse();
    assertThat(digest.count()).isEqualTo(sorted.length);
    assertThat(digest.minNanos()).isEqualTo(sorted[0]);
    assertThat(digest.maxNanos()).isEqualTo(sorted[sorted.length - 1]);
    assertThat(digest.sumNanos()).isEqualTo(Arrays.stream(sorted).sum());
    double n = sorted.length;
    for (double q : QUANTILES) {
      long value = digest.quantileNanos(q);
      int first = firstAtLeast(sorted, value);
      assertThat(sorted[first]).as("p%s, which some request had", 100 * q).isEqualTo(value);
      int after = value == sorted[sorted.length - 1] ? sorted.length : firstAbove(sorted, value);
      assertThat(q)
          .as("rank of %s among %s", value, sorted.length)
          .isBetween(first / n - HALF_A_PERCENT, after / n + HALF_A_PERCENT);
    }
  }

  private static int firstAbove(long[] sorted, long value) {
    return firstAtLeast(sorted, value + 1);
  }

  private static int firstAtLeast(long[] sorted, long value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
