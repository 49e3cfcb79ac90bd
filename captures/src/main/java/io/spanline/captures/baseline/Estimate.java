package io.spanline.captures.baseline;

import io.spanline.captures.Schemas;
import io.spanline.statistics.Quantile;
import io.spanline.statistics.QuantileRanks;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A quantile of durations by nearest rank, and the 95 % interval that order statistics give it.
 *
 * @param low null if the samples are too few for a lower bound
 * @param high null if they are too few for an upper one
 * @param reason why a bound is null; null if none is
 */
public record Estimate(
    Duration value, @Nullable Duration low, @Nullable Duration high, @Nullable String reason) {
  public Estimate {
    Schemas.require(value, "the value of a quantile");
    if ((low == null || high == null) != (reason != null)) {
      throw new IllegalArgumentException("a missing bound has a reason, and no other has one");
    }
    if ((low != null && low.compareTo(value) > 0) || (high != null && high.compareTo(value) < 0)) {
      throw new IllegalArgumentException(
          "a quantile lies in its interval, %s was not in [%s, %s]".formatted(value, low, high));
    }
  }

  /**
   * The quantile of durations in nanoseconds, at least one.
   *
   * @param sorted ascending
   */
  static Estimate of(long[] sorted, int percent) {
    double q = percent / 100.0;
    QuantileRanks ranks = QuantileRanks.of(sorted.length, q);
    return new Estimate(
        Duration.ofNanos(Quantile.nearestRank(sorted, q)),
        ranks.hasLow() ? atRank(sorted, ranks.low()) : null,
        ranks.hasHigh() ? atRank(sorted, ranks.high()) : null,
        reason(ranks, percent));
  }

  private static Duration atRank(long[] sorted, long rank) {
    return Duration.ofNanos(sorted[Math.toIntExact(rank - 1)]);
  }

  private static @Nullable String reason(QuantileRanks ranks, int percent) {
    if (ranks.hasLow() && ranks.hasHigh()) {
      return null;
    }
    double q = percent / 100.0;
    String low = "no lower bound below " + QuantileRanks.leastSamplesForLow(q);
    String high = "no upper bound below " + QuantileRanks.leastSamplesForHigh(q);
    String bounds = ranks.hasLow() ? high : ranks.hasHigh() ? low : low + " and " + high;
    return "p%s has %s samples, there %s %s"
        .formatted(percent, bounds, ranks.samples() == 1 ? "is" : "are", ranks.samples());
  }
}
