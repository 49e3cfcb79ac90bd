package io.spanline.experiments.compare;

/**
 * By how much a latency grew.
 *
 * @param log the logarithm of its ratio to what it was
 * @param ofLog the interval of that
 * @param delta nanoseconds
 * @param ofDelta the interval of these
 */
record Ratio(double log, Bounds ofLog, double delta, Bounds ofDelta) {
  /** Of a latency whose nanoseconds are known no better than by the ratio. */
  static Ratio of(double before, double after, double log, Bounds ofLog) {
    return new Ratio(
        log,
        ofLog,
        after - before,
        new Bounds(
            before * StrictMath.exp(ofLog.low()) - before,
            before * StrictMath.exp(ofLog.high()) - before));
  }

  /** What it shows: worse, better, same, not worse, or unclear. */
  Word word(Limits limits) {
    boolean isLarge = Math.abs(log) >= limits.logRatio() && Math.abs(delta) >= limits.deltaNanos();
    if (isLarge && ofLog.isApart() && log > 0 == delta > 0) {
      return ofLog.low() > 0 ? Word.WORSE : Word.BETTER;
    }
    boolean isNotWorse = ofLog.high() < limits.logRatio() || ofDelta.high() < limits.deltaNanos();
    boolean isNotBetter = ofLog.low() > -limits.logRatio() || ofDelta.low() > -limits.deltaNanos();
    if (!isNotWorse) {
      return Word.UNCLEAR;
    }
    return isNotBetter ? Word.SAME : Word.NOT_WORSE;
  }
}
