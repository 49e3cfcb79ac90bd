package io.spanline.captures.line;

import io.spanline.topic.TraceJson;
import java.nio.charset.StandardCharsets;

/**
 * The text of nanoseconds as milliseconds: that of {@link TraceJson#millis}, which takes ten times
 * as long as a double.
 */
final class MillisText {
  // A double of that size is written without an exponent. So many digits, 13, it tells apart, so
  // that the shortest text that means it is the decimal itself.
  private static final long LEAST = 1_000;
  private static final long BEYOND = 10_000_000_000_000L;

  private static final int NANOS_A_MILLI = 1_000_000;
  private static final int DECIMALS = 6;
  private static final int LONGEST = 16;

  private MillisText() {}

  static String of(long nanos) {
    long size = Math.abs(nanos);
    if (nanos != 0 && (size < LEAST || size >= BEYOND)) {
      return Double.toString(TraceJson.millis(nanos));
    }
    byte[] text = new byte[LONGEST];
    int at = putDecimals(text, (int) (size % NANOS_A_MILLI));
    text[--at] = '.';
    long whole = size / NANOS_A_MILLI;
    do {
      text[--at] = (byte) ('0' + whole % 10);
      whole /= 10;
    } while (whole > 0);
    if (nanos < 0) {
      text[--at] = '-';
    }
    return new String(text, at, LONGEST - at, StandardCharsets.ISO_8859_1);
  }

  /** Puts them at the end, at least one, none too many; returns where they begin. */
  private static int putDecimals(byte[] text, int millionths) {
    int left = millionths;
    int digits = DECIMALS;
    while (digits > 1 && left % 10 == 0) {
      left /= 10;
      digits--;
    }
    int at = text.length;
    for (; digits > 0; digits--) {
      text[--at] = (byte) ('0' + left % 10);
      left /= 10;
    }
    return at;
  }
}
