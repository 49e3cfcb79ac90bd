package io.spanline.experiments.compare;

/**
 * The ends of an interval.
 *
 * @param low negative infinity if there is no such bound
 * @param high infinity if there is none
 */
record Bounds(double low, double high) {
  /** Nothing is known. */
  static final Bounds NONE = new Bounds(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  /** What both allow. */
  Bounds widest(Bounds other) {
    return new Bounds(Math.min(low, other.low), Math.max(high, other.high));
  }

  Bounds rounded() {
    return new Bounds(Rounded.of(low), Rounded.of(high));
  }
}
