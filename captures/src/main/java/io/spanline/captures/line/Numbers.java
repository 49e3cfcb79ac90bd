package io.spanline.captures.line;

import static io.spanline.captures.line.CanonicalJson.require;

import java.nio.charset.StandardCharsets;

/** Numbers that are rare or long, each the text that Java writes for it. */
public final class Numbers {
  private Numbers() {}

  static long unsigned(byte[] json, int from, int to) {
    String text = text(json, from, to);
    try {
      long number = Long.parseUnsignedLong(text);
      require(Long.toUnsignedString(number).equals(text));
      return number;
    } catch (NumberFormatException e) {
      throw new CanonicalJson.Departure();
    }
  }

  static long signed(byte[] json, int from, int to) {
    String text = text(json, from, to);
    try {
      long number = Long.parseLong(text);
      require(Long.toString(number).equals(text));
      return number;
    } catch (NumberFormatException e) {
      throw new CanonicalJson.Departure();
    }
  }

  static boolean isDecimal(byte[] json, int from, int to) {
    String text = text(json, from, to);
    try {
      return Double.toString(Double.parseDouble(text)).equals(text);
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static String text(byte[] json, int from, int to) {
    return new String(json, from, to - from, StandardCharsets.ISO_8859_1);
  }
}
