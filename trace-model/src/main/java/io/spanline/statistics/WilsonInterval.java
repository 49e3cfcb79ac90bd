package io.spanline.statistics;

/**
 * The 95 % interval of a proportion by Wilson's score (Journal of the American Statistical
 * Association 22, 1927): never empty, also where all or none of few were counted.
 */
public record WilsonInterval(double low, double high) {
  private static final double Z = 1.959963984540054;

  /**
   * The interval of a rate.
   *
   * @param of at least 1
   * @param counted at most {@code of}
   */
  public static WilsonInterval of(long counted, long of) {
    if (of < 1 || counted < 0 || counted > of) {
      throw new IllegalArgumentException(
          "a proportion is of at least 1 and not more than all, was %d of %d"
              .formatted(counted, of));
    }
    double n = of;
    double p = counted / n;
    double centre = p + Z * Z / (2 * n);
    double half = Z * Math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));
    double all = 1 + Z * Z / n;
    // None and all have an exact bound, which rounding would miss by a hair.
    return new WilsonInterval(
        counted == 0 ? 0 : (centre - half) / all, counted == of ? 1 : (centre + half) / all);
  }
}
