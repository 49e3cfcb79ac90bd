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

  /** So much around two figures and what is between them. */
  static Bounds around(double one, double other, double half) {
    return new Bounds(Math.min(one, other) - half, Math.max(one, other) + half);
  }

  /** What both allow. */
  Bounds widest(Bounds other) {
    return new Bounds(Math.min(low, other.low), Math.max(high, other.high));
  }

  /**
   * Of the difference of two figures by their own bounds (MOVER: Zou and Donner, Statistics in
   * Medicine 27, 2008).
   */
  static Bounds ofDifference(double one, Bounds ofOne, double other, Bounds ofOther) {
    double difference = other - one;
    return new Bounds(
        difference - hypotenuse(other - ofOther.low, ofOne.high - one),
        difference + hypotenuse(ofOther.high - other, one - ofOne.low));
  }

  private static double hypotenuse(double one, double other) {
    return StrictMath.sqrt(one * one + other * other);
  }

  /** Whether no change lies outside. */
  boolean isApart() {
    return low > 0 || high < 0;
  }

  /**
   * What a change says that has to be of a size to matter.
   *
   * @param isShown whether it is shown to be one at all
   */
  Word word(double change, boolean isShown, double least) {
    if (Math.abs(change) >= least && isShown) {
      return change > 0 ? Word.WORSE : Word.BETTER;
    }
    if (high >= least) {
      return Word.UNCLEAR;
    }
    return low > -least ? Word.SAME : Word.NOT_WORSE;
  }

  Bounds rounded() {
    return new Bounds(Rounded.of(low), Rounded.of(high));
  }
}
