package io.spanline.statistics;

/**
 * The ranks of the two samples between which the quantile of the whole lies, whatever its
 * distribution: an interval by order statistics with equal tails. The samples below a quantile q
 * are binomial with n and q (Hahn and Meeker, Statistical Intervals, 1991, section 5.2).
 *
 * @param samples how many there are
 * @param low rank of the lower bound, from 1; 0 where no sample is one
 * @param high rank of the upper bound; {@code samples + 1} where no sample is one
 */
public record QuantileRanks(long samples, long low, long high) {
  /** What each side of a 95 % interval may miss. */
  public static final double TAIL = 0.025;

  /** The ranks for a confidence of 95 %. */
  public static QuantileRanks of(long samples, double q) {
    return of(samples, q, TAIL);
  }

  /**
   * The ranks for any confidence.
   *
   * @param q above 0 and below 1
   * @param tail what each side may miss, above 0 and below a half
   */
  public static QuantileRanks of(long samples, double q, double tail) {
    if (samples < 1) {
      throw new IllegalArgumentException("a quantile needs a sample, there is none");
    }
    requireQuantile(q);
    if (!(tail > 0 && tail < 0.5)) {
      throw new IllegalArgumentException("a tail must be above 0 and below 0.5, was " + tail);
    }
    Binomial below = new Binomial(samples, q);
    return new QuantileRanks(samples, below.greatestWithin(tail), below.leastWithin(tail));
  }

  public boolean hasLow() {
    return low >= 1;
  }

  public boolean hasHigh() {
    return high <= samples;
  }

  /** The samples that it takes for a 95 % interval of this quantile to have a lower bound. */
  public static long leastSamplesForLow(double q) {
    return leastSamplesForHigh(1 - q);
  }

  /** The samples that it takes for a 95 % interval of this quantile to have an upper bound. */
  public static long leastSamplesForHigh(double q) {
    requireQuantile(q);
    long samples = 1;
    for (double allBelow = q; allBelow > TAIL; allBelow *= q) {
      samples++;
    }
    return samples;
  }

  private static void requireQuantile(double q) {
    if (!(q > 0 && q < 1)) {
      throw new IllegalArgumentException("q must be above 0 and below 1, was " + q);
    }
  }
}
