package io.spanline.experiments.compare;

import java.util.List;

/**
 * By how many milliseconds the median of a second sample is above that of a first one, and its 95 %
 * interval, by order statistics of both (MOVER: Zou and Donner, Statistics in Medicine 27, 2008).
 */
public final class MedianShift {
  private static final double MEDIAN = 0.5;
  private static final double TAIL = 0.025;

  private MedianShift() {}

  /** Of nanoseconds, at least one. */
  public static double median(List<Long> nanos) {
    return sample(nanos).quantile(MEDIAN);
  }

  /** Of nanoseconds, at least one on each side, each taken for independent of the others. */
  public static Shift of(List<Long> before, List<Long> after) {
    Sample ofBefore = sample(before);
    Sample ofAfter = sample(after);
    return Shift.of(centre(ofBefore, ofAfter), bounds(ofBefore, ofAfter));
  }

  /**
   * Of the rounds of several blocks, each with at least one: the interval is at least as wide as
   * the blocks' own shifts say, by Student's t, since what disturbs one call of a round disturbs
   * others.
   */
  public static Shift ofBlocks(List<List<Long>> before, List<List<Long>> after) {
    double[] shifts = new double[before.size()];
    for (int i = 0; i < shifts.length; i++) {
      shifts[i] = median(after.get(i)) - median(before.get(i));
    }
    Spread spread = Spread.of(shifts);
    Sample ofBefore = sample(before.stream().flatMap(List::stream).toList());
    Sample ofAfter = sample(after.stream().flatMap(List::stream).toList());
    double centre = centre(ofBefore, ofAfter);
    Bounds ofBlocks = Bounds.around(centre, spread.mean(), spread.half(TAIL));
    return Shift.of(centre, bounds(ofBefore, ofAfter).widest(ofBlocks));
  }

  private static double centre(Sample before, Sample after) {
    return after.quantile(MEDIAN) - before.quantile(MEDIAN);
  }

  private static Bounds bounds(Sample before, Sample after) {
    return Bounds.ofDifference(
        before.quantile(MEDIAN),
        before.bounds(MEDIAN, TAIL),
        after.quantile(MEDIAN),
        after.bounds(MEDIAN, TAIL));
  }

  private static Sample sample(List<Long> nanos) {
    return Sample.of(nanos.stream().mapToLong(Long::longValue).toArray());
  }
}
