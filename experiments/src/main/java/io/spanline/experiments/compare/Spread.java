package io.spanline.experiments.compare;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How the figures of blocks differ.
 *
 * @param ofMean variance of their mean; 0 of fewer than two
 */
record Spread(int count, double mean, double ofMean) {
  /** Of what has no blocks. */
  static final Spread NONE = new Spread(0, 0, 0);

  static Spread of(double[] values) {
    if (values.length == 0) {
      return NONE;
    }
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    double mean = sum / values.length;
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return new Spread(
        values.length, mean, values.length < 2 ? 0 : squares / (values.length - 1) / values.length);
  }

  /** The mean; of what has no blocks, what all of it is. */
  double meanOr(double all) {
    return count == 0 ? all : mean;
  }

  /** In Welch's degrees of freedom. */
  private double share() {
    return count < 2 ? 0 : ofMean * ofMean / (count - 1);
  }

  /**
   * Half the interval of the difference of two means, by Welch's t; 0 if neither has blocks that
   * differ. A side without blocks adds nothing: how it wanders is not known.
   */
  double half(Spread other, double tail) {
    double variance = ofMean + other.ofMean;
    return variance == 0
        ? 0
        : half(variance, variance * variance / (share() + other.share()), tail);
  }

  /** Half the interval of the mean, by Student's t; 0 if the blocks do not differ. */
  double half(double tail) {
    return half(NONE, tail);
  }

  private static double half(double variance, double freedom, double tail) {
    return TDistribution.of(freedom).inverseSurvivalProbability(tail) * StrictMath.sqrt(variance);
  }
}
