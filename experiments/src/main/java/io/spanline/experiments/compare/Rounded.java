package io.spanline.experiments.compare;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Figures as they are printed and decided by: six digits, the same on every machine. */
final class Rounded {
  private static final MathContext SIX = new MathContext(6, RoundingMode.HALF_EVEN);
  private static final double MILLI = 1e6;

  private Rounded() {}

  static double of(double value) {
    return Double.isFinite(value) ? new BigDecimal(value).round(SIX).doubleValue() : value;
  }

  /** Null if it is not finite. */
  static @Nullable BigDecimal decimal(double value) {
    if (!Double.isFinite(value)) {
      return null;
    }
    BigDecimal rounded = new BigDecimal(value).round(SIX).stripTrailingZeros();
    return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
  }

  static @Nullable BigDecimal millis(double nanos) {
    return decimal(nanos / MILLI);
  }
}
