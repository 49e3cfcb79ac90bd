package io.spanline.captures.baseline;

import io.spanline.captures.Decimals;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A figure and its 95 % interval: milliseconds, or a rate.
 *
 * @param low null if the samples are too few for a lower bound
 * @param high null if they are too few for an upper one
 */
public record Interval(BigDecimal value, @Nullable BigDecimal low, @Nullable BigDecimal high) {
  public static Interval of(Estimate estimate) {
    return new Interval(
        Decimals.millis(estimate.value()), millis(estimate.low()), millis(estimate.high()));
  }

  public static Interval of(ErrorRate rate) {
    return new Interval(rate.value(), rate.low(), rate.high());
  }

  private static @Nullable BigDecimal millis(@Nullable Duration duration) {
    return duration == null ? null : Decimals.millis(duration);
  }
}
