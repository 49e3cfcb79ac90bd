package io.spanline.services.kit;

import java.time.Duration;

/**
 * How long a service works on a request: log-normal around the median, spread by sigma (the
 * standard deviation of the logarithm), never shorter than a quarter of the median, never longer
 * than {@link #LONGEST}.
 */
public record WorkProfile(Duration median, double sigma) {

  /** Keeps an undisturbed request far below every time-out, so that only a fault can reach one. */
  public static final Duration LONGEST = Duration.ofMillis(60);

  public WorkProfile {
    if (median.isNegative() || median.isZero() || median.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "median must be positive and at most " + LONGEST + ", was " + median);
    }
    if (!(sigma >= 0 && sigma <= 2)) {
      throw new IllegalArgumentException("sigma must be from 0 to 2, was " + sigma);
    }
  }

  /** The shape of a web service's own time: the 95th percentile is about 2.3 times the median. */
  public static WorkProfile around(Duration median) {
    return new WorkProfile(median, 0.5);
  }

  /** The work of a request that lies a number of standard deviations from the median. */
  Duration at(double deviations) {
    double center = (double) median.toNanos();
    double drawn = center * StrictMath.exp(sigma * deviations);
    double bounded = Math.min(Math.max(drawn, center / 4), (double) LONGEST.toNanos());
    return Duration.ofNanos((long) bounded);
  }
}
