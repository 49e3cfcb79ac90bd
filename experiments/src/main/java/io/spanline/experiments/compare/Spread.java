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

  /** In Welch's degrees of freedom. */
  double share() {
    return ofMean * ofMean / (count - 1);
  }

  /** Half the interval of the difference of two means, by Welch's t; 0 if a side has no blocks. */
  double half(Spread other, double tail) {
    double variance = ofMean + other.ofMean;
    if (count < 2 || other.count < 2 || variance == 0) {
      return 0;
    }
    return half(variance, variance * variance / (share() + other.share()), tail);
  }

  /** Half the interval of a mean, by Student's t. */
  static double half(double variance, double freedom, double tail) {
    return TDistribution.of(freedom).inverseSurvivalProbability(tail) * StrictMath.sqrt(variance);
  }
}
