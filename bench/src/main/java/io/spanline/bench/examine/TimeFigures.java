package io.spanline.bench.examine;

import java.util.List;

/**
 * Durations, in nanoseconds: how many, the least, the greatest, the sum, and two quantiles by
 * nearest rank. Signed.
 */
public record TimeFigures(
    long samples, long least, long greatest, long sum, long median, long p95) {
  static final TimeFigures NONE = new TimeFigures(0, 0, 0, 0, 0, 0);

  /** What a row has for a quantile that is not of its every sample. */
  static final long NOT_EXACT = Long.MIN_VALUE;

  public static TimeFigures of(List<Long> nanos) {
    if (nanos.isEmpty()) {
      return NONE;
    }
    List<Long> sorted = nanos.stream().sorted().toList();
    return new TimeFigures(
        sorted.size(),
        sorted.get(0),
        sorted.get(sorted.size() - 1),
        sorted.stream().mapToLong(Long::longValue).sum(),
        nearestRank(sorted, 50),
        nearestRank(sorted, 95));
  }

  /** Converts milliseconds with six decimals, as the topics have them. */
  static long nanos(double millis) {
    return Math.round(millis * 1e6);
  }

  private static long nearestRank(List<Long> sorted, int percent) {
    int rank = (sorted.size() * percent + 99) / 100;
    return sorted.get(Math.max(1, rank) - 1);
  }
}
