package io.spanline.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether latencies in their order of arrival come from one steady state. Each test asks for an
 * effect that matters as well as for one that chance hardly makes; nothing in it is random.
 */
public final class Steadiness {
  /** The fewest samples that can be judged. */
  public static final int LEAST_SAMPLES = 100;

  // Of the shares of a capture that a warm-up may take; the longest that is slower is named.
  private static final int[] WARM_UP_PERCENT = {20, 10, 5};
  private static final double MEDIAN_TAIL = 0.001;
  private static final int BLOCKS = 20;
  private static final double TREND_LIMIT = 3.5;
  private static final double LEAST_RATIO = 1.25;

  private final long[] arrivals;
  private final long[] sorted;

  private Steadiness(long[] arrivals, long[] sorted) {
    this.arrivals = arrivals;
    this.sorted = sorted;
  }

  /**
   * What speaks against one steady state; empty if nothing does.
   *
   * @param arrivals in the order they came
   * @param sorted the same, ascending
   */
  public static List<Unsteadiness> of(long[] arrivals, long[] sorted) {
    List<Unsteadiness> found = new ArrayList<>();
    if (arrivals.length >= LEAST_SAMPLES) {
      Steadiness samples = new Steadiness(arrivals, sorted);
      Unsteadiness.WarmUp warmUp = samples.warmUp();
      Unsteadiness.Trend trend = warmUp == null ? samples.trend() : null;
      if (warmUp != null) {
        found.add(warmUp);
      }
      if (trend != null) {
        found.add(trend);
      }
      Unsteadiness.TwoModes modes = Modes.of(sorted);
      if (modes != null) {
        found.add(modes);
      }
    }
    return found;
  }

  /** A first part whose median's interval lies above that of all samples. */
  private Unsteadiness.@Nullable WarmUp warmUp() {
    long all = sorted[rank(QuantileRanks.of(sorted.length, 0.5, MEDIAN_TAIL).high())];
    for (int percent : WARM_UP_PERCENT) {
      long[] first = ascending(0, arrivals.length * (long) percent / 100);
      QuantileRanks ranks = QuantileRanks.of(first.length, 0.5, MEDIAN_TAIL);
      if (ranks.hasLow() && first[rank(ranks.low())] > all) {
        long median = Quantile.nearestRank(first, 0.5);
        long rest = median(first.length, arrivals.length);
        if (median >= LEAST_RATIO * rest) {
          return new Unsteadiness.WarmUp(percent, median, rest);
        }
      }
    }
    return null;
  }

  /** A rise or fall all along, or a step that halves them, if the ends differ enough to matter. */
  private Unsteadiness.@Nullable Trend trend() {
    long first = median(0, share(1, 5));
    long last = median(share(4, 5), arrivals.length);
    boolean matters = Math.max(first, last) >= LEAST_RATIO * Math.min(first, last);
    return matters && (blocksRiseOrFall() || halvesDiffer())
        ? new Unsteadiness.Trend(first, last)
        : null;
  }

  /** Mann and Kendall's test on the medians of successive blocks. */
  private boolean blocksRiseOrFall() {
    long[] medians = new long[BLOCKS];
    for (int i = 0; i < BLOCKS; i++) {
      medians[i] = median(share(i, BLOCKS), share(i + 1, BLOCKS));
    }
    int rising = 0;
    for (int later = 1; later < BLOCKS; later++) {
      for (int earlier = 0; earlier < later; earlier++) {
        rising += Long.compare(medians[later], medians[earlier]);
      }
    }
    double variance = BLOCKS * (BLOCKS - 1) * (2 * BLOCKS + 5) / 18.0;
    return (Math.abs(rising) - 1) / Math.sqrt(variance) >= TREND_LIMIT;
  }

  /** Whether the intervals of the halves' medians have nothing in common. */
  private boolean halvesDiffer() {
    long[] early = ascending(0, share(1, 2));
    long[] late = ascending(share(1, 2), arrivals.length);
    QuantileRanks ofEarly = QuantileRanks.of(early.length, 0.5, MEDIAN_TAIL);
    QuantileRanks ofLate = QuantileRanks.of(late.length, 0.5, MEDIAN_TAIL);
    return early[rank(ofEarly.high())] < late[rank(ofLate.low())]
        || late[rank(ofLate.high())] < early[rank(ofEarly.low())];
  }

  private long share(long part, long parts) {
    return arrivals.length * part / parts;
  }

  private long median(long from, long to) {
    return Quantile.nearestRank(ascending(from, to), 0.5);
  }

  private long[] ascending(long from, long to) {
    long[] part = Arrays.copyOfRange(arrivals, Math.toIntExact(from), Math.toIntExact(to));
    Arrays.sort(part);
    return part;
  }

  private static int rank(long rank) {
    return Math.toIntExact(rank - 1);
  }
}
