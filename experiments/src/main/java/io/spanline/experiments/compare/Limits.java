package io.spanline.experiments.compare;

import java.time.Duration;

/**
 * How large a difference has to be to matter: a latency must exceed both, so that 1 ms that became
 * 2 is no finding, nor is 10 ms more of a second.
 *
 * @param ratio of a latency to the first one, above 1
 * @param delta between two latencies
 * @param points between two error rates, as a fraction of 1
 */
public record Limits(double ratio, Duration delta, double points) {
  public static final Limits DEFAULT = new Limits(1.2, Duration.ofMillis(10), 0.02);

  public Limits {
    if (!(ratio > 1 && Double.isFinite(ratio))) {
      throw new IllegalArgumentException("the ratio must be above 1, was " + ratio);
    }
    if (delta.isNegative()) {
      throw new IllegalArgumentException("the difference must not be negative, was " + delta);
    }
    if (!(points >= 0 && points < 1)) {
      throw new IllegalArgumentException(
          "the points must be at least 0 and below 1, were " + points);
    }
  }

  double logRatio() {
    return Rounded.of(StrictMath.log(ratio));
  }

  double deltaNanos() {
    return (double) delta.toNanos();
  }
}
