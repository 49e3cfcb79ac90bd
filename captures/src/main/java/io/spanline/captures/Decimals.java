package io.spanline.captures;

import java.math.BigDecimal;
import java.time.Duration;

/** Numbers as the files print them: plain, no digit lost, and always with a decimal. */
public final class Decimals {
  private static final int NANOS_OF_MILLI = 6;
  private static final int MOST_DIGITS = 40;

  private Decimals() {}

  /** Milliseconds with every nanosecond, such as 12.345678 or 20.0. */
  public static BigDecimal millis(Duration duration) {
    return plain(BigDecimal.valueOf(duration.toNanos(), NANOS_OF_MILLI));
  }

  /**
   * @throws ArithmeticException if the number has more digits than nanoseconds
   */
  static Duration duration(BigDecimal millis) {
    return Duration.ofNanos(millis.movePointRight(NANOS_OF_MILLI).longValueExact());
  }

  /**
   * Refuses what no measurement is: a few characters may stand for a number of a billion digits.
   */
  public static BigDecimal sensible(BigDecimal number, String field) {
    if (number.precision() > MOST_DIGITS || Math.abs((long) number.scale()) > MOST_DIGITS) {
      throw new IllegalArgumentException(field + " has more than " + MOST_DIGITS + " digits");
    }
    return number;
  }

  /** Without trailing zeros but one: a reader sees at once that 20.0 is not a count. */
  public static BigDecimal plain(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() < 1 ? stripped.setScale(1) : stripped;
  }
}
