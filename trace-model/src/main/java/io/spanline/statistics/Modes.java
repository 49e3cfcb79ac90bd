package io.spanline.statistics;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Whether latencies are of two kinds: split in two so that each part is as close together as can
 * be, on a logarithmic scale, the parts lie far apart (Ashman, Bird and Zepf, Astronomical Journal
 * 108, 1994) and few samples lie between them.
 */
final class Modes {
  // Samples at equal steps of rank are as good as all, and of a bounded number.
  private static final int MOST_POINTS = 1_000;
  private static final double LEAST_PART = 0.1;
  private static final double LEAST_DISTANCE = 3;
  private static final double LEAST_RATIO = 1.5;
  private static final double DEEPEST_VALLEY = 0.5;
  private static final double VALLEY_LIMIT = 3;
  private static final int STEPS = 16;

  private final double[] logs;
  private final double[] sums;
  private final double[] squares;

  private Modes(double[] logs) {
    this.logs = logs;
    sums = new double[logs.length + 1];
    squares = new double[logs.length + 1];
    for (int i = 0; i < logs.length; i++) {
      sums[i + 1] = sums[i] + logs[i];
      squares[i + 1] = squares[i] + logs[i] * logs[i];
    }
  }

  /**
   * The two modes; null where there is one.
   *
   * @param sorted ascending, none negative
   */
  static Unsteadiness.@Nullable TwoModes of(long[] sorted) {
    int points = Math.min(sorted.length, MOST_POINTS);
    int[] at =
        IntStream.range(0, points)
            .map(i -> (int) ((2L * i + 1) * sorted.length / (2L * points)))
            .toArray();
    double[] logs = new double[points];
    for (int i = 0; i < points; i++) {
      // StrictMath, since its last bit is the same on every machine.
      logs[i] = StrictMath.log((double) Math.max(1, sorted[at[i]]));
    }
    Modes modes = new Modes(logs);
    int split = modes.split();
    if (!modes.areApart(split) || !modes.haveValley(split)) {
      return null;
    }
    int middleOfSlow = (split + points) / 2;
    return new Unsteadiness.TwoModes(
        Math.round(100f * (points - split) / points),
        sorted[at[split / 2]],
        sorted[at[middleOfSlow]]);
  }

  /** Where the second part begins: the least sum of squares within both. */
  private int split() {
    int least = (int) Math.ceil(LEAST_PART * logs.length);
    int best = least;
    for (int split = least; split <= logs.length - least; split++) {
      if (spread(0, split) + spread(split, logs.length)
          < spread(0, best) + spread(best, logs.length)) {
        best = split;
      }
    }
    return best;
  }

  private boolean areApart(int split) {
    double distance = mean(split, logs.length) - mean(0, split);
    double variances =
        spread(0, split) / split + spread(split, logs.length) / (logs.length - split);
    return distance >= StrictMath.log(LEAST_RATIO)
        && Math.sqrt(2) * distance >= LEAST_DISTANCE * Math.sqrt(variances);
  }

  /** Whether somewhere between the parts there are far fewer samples than around either's mean. */
  private boolean haveValley(int split) {
    double fast = mean(0, split);
    double slow = mean(split, logs.length);
    double half = (slow - fast) / 8;
    int around = Math.min(within(fast, half), within(slow, half));
    int between = logs.length;
    for (int step = 0; step <= STEPS; step++) {
      double centre = fast + (slow - fast) * (0.25 + 0.5 * step / STEPS);
      between = Math.min(between, within(centre, half));
    }
    return between <= DEEPEST_VALLEY * around
        && around - between >= VALLEY_LIMIT * Math.sqrt(around + between);
  }

  private int within(double centre, double half) {
    return below(centre + half) - below(centre - half);
  }

  private int below(double log) {
    int low = 0;
    int high = logs.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (logs[middle] < log) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private double mean(int from, int to) {
    return (sums[to] - sums[from]) / (to - from);
  }

  /** The sum of squared distances from the mean. */
  private double spread(int from, int to) {
    double sum = sums[to] - sums[from];
    return Math.max(0, squares[to] - squares[from] - sum * sum / (to - from));
  }
}
