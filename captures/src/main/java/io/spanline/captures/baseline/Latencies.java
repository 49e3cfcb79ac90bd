package io.spanline.captures.baseline;

import io.spanline.statistics.Mean;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Durations of requests or calls, at least one: quantiles by nearest rank over every one of them.
 *
 * @param mean to the nanosecond
 * @param digest null if somebody took it out of the file
 */
public record Latencies(
    long samples,
    Estimate p50,
    Estimate p95,
    Estimate p99,
    Duration min,
    Duration mean,
    Duration max,
    @Nullable DigestText digest) {

  public Latencies {
    if (samples < 1) {
      throw new IllegalArgumentException("latencies are of at least one sample, was " + samples);
    }
    if (digest != null && digest.open().count() != samples) {
      throw new IllegalArgumentException(
          "the digest has %d samples, the figures have %d"
              .formatted(digest.open().count(), samples));
    }
    if (min.compareTo(p50.value()) > 0
        || p50.value().compareTo(p95.value()) > 0
        || p95.value().compareTo(p99.value()) > 0
        || p99.value().compareTo(max) > 0) {
      throw new IllegalArgumentException("min, p50, p95, p99 and max must not fall");
    }
    if (mean.compareTo(min) < 0 || mean.compareTo(max) > 0) {
      throw new IllegalArgumentException("the mean must lie between min and max");
    }
  }

  /**
   * Sums up durations in nanoseconds.
   *
   * @param sorted ascending
   */
  static Latencies of(long[] sorted) {
    return new Latencies(
        sorted.length,
        Estimate.of(sorted, 50),
        Estimate.of(sorted, 95),
        Estimate.of(sorted, 99),
        Duration.ofNanos(sorted[0]),
        Duration.ofNanos(Mean.ofNanos(sorted)),
        Duration.ofNanos(sorted[sorted.length - 1]),
        DigestText.of(sorted));
  }
}
