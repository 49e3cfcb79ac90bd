package io.spanline.otlp;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Numbers in the forms that protobuf's JSON mapping allows, quoted or not. */
final class JsonNumbers {
  private static final Pattern NUMBER =
      Pattern.compile("-?[0-9]++(?:\\.[0-9]++)?+(?:[eE][+-]?[0-9]++)?+");
  private static final Pattern DIGITS = Pattern.compile("-?[0-9]++");
  // Enough for a double that is written out, and little work for a hostile one.
  private static final int MOST_CHARS = 400;
  private static final int MOST_DIGITS = 20;

  private JsonNumbers() {}

  static boolean isNumber(String text) {
    return NUMBER.matcher(text).matches();
  }

  /**
   * The digits of a whole number, also of {@code 3.0} or {@code 1e3}.
   *
   * @throws NumberFormatException if it is none, or far too large
   */
  static String digits(String text) {
    if (DIGITS.matcher(text).matches()) {
      return text;
    }
    if (text.length() > MOST_CHARS || !isNumber(text)) {
      throw new NumberFormatException("no number");
    }
    BigDecimal number = new BigDecimal(text).stripTrailingZeros();
    // Written out, 1e999999999 would fill the memory.
    if (number.scale() > 0 || number.precision() - (long) number.scale() > MOST_DIGITS) {
      throw new NumberFormatException("not whole, or too large");
    }
    return number.toPlainString();
  }

  /**
   * A number, or one of the three that JSON has no digits for.
   *
   * @throws NumberFormatException if it is none, or too large for a double
   */
  static double floating(String text) {
    return switch (text) {
      case "NaN" -> Double.NaN;
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> finite(text);
    };
  }

  private static double finite(String text) {
    double number = isNumber(text) ? Double.parseDouble(text) : Double.NaN;
    if (!Double.isFinite(number)) {
      throw new NumberFormatException("no finite number");
    }
    return number;
  }
}
