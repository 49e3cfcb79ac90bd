package io.spanline.statistics;

/** The one quantile rule of Spanline: nearest rank, a latency that some request really had. */
public final class Quantile {
  private Quantile() {}

  /**
   * The ⌈q·n⌉-th smallest of n samples.
   *
   * @param sorted ascending
   * @param q above 0, at most 1
   */
  public static long nearestRank(long[] sorted, double q) {
    if (sorted.length == 0) {
      throw new IllegalArgumentException("a quantile needs a sample, there is none");
    }
    return sorted[Math.toIntExact(rank(sorted.length, q)) - 1];
  }

  /** The rank ⌈q·n⌉, from 1 to n. */
  public static long rank(long n, double q) {
    if (!(q > 0 && q <= 1)) {
      throw new IllegalArgumentException("q must be above 0 and at most 1, was " + q);
    }
    // 0.95 * 20 is a hair above 19 in binary; the nudge keeps such products on their rank.
    return Math.min(n, Math.max(1, (long) Math.ceil(q * n - 1e-9)));
  }
}
