package io.spanline.captures.baseline;

import io.spanline.captures.Decimals;
import java.math.BigDecimal;
import java.math.MathContext;
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

  /** Whether the whole interval lies below the other's, as far as there are bounds to tell. */
  boolean isBelow(Interval other) {
    return high != null && other.low != null && high.compareTo(other.low) < 0;
  }

  boolean isBounded() {
    return low != null && high != null;
  }

  boolean holds(BigDecimal number) {
    return low != null && high != null && low.compareTo(number) <= 0 && number.compareTo(high) <= 0;
  }

  /** How many times the other's this value is; null if that is no positive number. */
  @Nullable BigDecimal ratioTo(Interval other) {
    return other.value.signum() <= 0 || value.signum() < 0
        ? null
        : Decimals.plain(value.divide(other.value, new MathContext(4)));
  }

  private static @Nullable BigDecimal millis(@Nullable Duration duration) {
    return duration == null ? null : Decimals.millis(duration);
  }
}
