package io.spanline.experiments.compare;

/**
 * The ratio of a latency to what it was.
 *
 * @param before nanoseconds
 * @param delta nanoseconds that it grew by
 * @param log its logarithm
 * @param bounds of the logarithm
 */
record Ratio(double before, double delta, double log, Bounds bounds) {
  /** What it shows: worse, better, same, or unclear. */
  Word word(Limits limits) {
    boolean isLarge = Math.abs(log) >= limits.logRatio() && Math.abs(delta) >= limits.deltaNanos();
    if (isLarge && isShown(bounds)) {
      return bounds.low() > 0 ? Word.WORSE : Word.BETTER;
    }
    double most = before * StrictMath.exp(bounds.high()) - before;
    double least = before * StrictMath.exp(bounds.low()) - before;
    boolean isNotWorse = bounds.high() < limits.logRatio() || most < limits.deltaNanos();
    boolean isNotBetter = bounds.low() > -limits.logRatio() || least > -limits.deltaNanos();
    return isNotWorse && isNotBetter ? Word.SAME : Word.UNCLEAR;
  }

  static boolean isShown(Bounds bounds) {
    return bounds.low() > 0 || bounds.high() < 0;
  }
}
