package io.spanline.cli.view;

import io.spanline.captures.baseline.Interval;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Figures as they fit into a table's cell. */
final class Cells {
  private static final BigDecimal PERCENT = BigDecimal.valueOf(100);
  private static final int DIGITS = 3;
  private static final int MOST_DECIMALS = 6;

  private Cells() {}

  /** Three digits, or as many as it takes before the point: 0.00123, 4.56, 78.9, 12345. */
  static String figure(BigDecimal number) {
    if (number.signum() == 0) {
      return "0";
    }
    int beforePoint = number.precision() - number.scale();
    int decimals = Math.min(MOST_DECIMALS, Math.max(0, DIGITS - beforePoint));
    BigDecimal shown = number.setScale(decimals, RoundingMode.HALF_EVEN);
    return shown.signum() == 0 ? "0" : shown.toPlainString();
  }

  /** Both bounds; {@code ?} for one that needs more samples. */
  static String interval(Interval bounds) {
    return bound(bounds.low()) + "–" + bound(bounds.high());
  }

  static Interval percent(Interval rate) {
    return new Interval(percent(rate.value()), percentOf(rate.low()), percentOf(rate.high()));
  }

  private static String bound(@Nullable BigDecimal bound) {
    return bound == null ? "?" : figure(bound);
  }

  private static @Nullable BigDecimal percentOf(@Nullable BigDecimal rate) {
    return rate == null ? null : percent(rate);
  }

  private static BigDecimal percent(BigDecimal rate) {
    return rate.multiply(PERCENT);
  }
}
