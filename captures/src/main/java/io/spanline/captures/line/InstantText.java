package io.spanline.captures.line;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Reads an instant's text as {@link Instant#parse} does, which takes ten times as long for what
 * {@link Instant#toString} writes.
 */
final class InstantText {
  private static final String SHAPE = "dddd-dd-ddTdd:dd:dd";
  private static final int LONGEST = SHAPE.length() + 11;
  private static final int DIGITS = 9;

  private InstantText() {}

  /**
   * The instant.
   *
   * @throws java.time.DateTimeException where it is none
   */
  static Instant parse(String text) {
    if (!isUsual(text)) {
      return Instant.parse(text);
    }
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, 19);
    LocalDate day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
    long seconds = ((day.toEpochDay() * 24 + hour) * 60 + minute) * 60 + second;
    return Instant.ofEpochSecond(seconds, nanos(text));
  }

  /** Whether a text is the one that {@link Instant#toString} gives, which takes as long again. */
  @SuppressWarnings("JavaInstantGetSecondsGetNano") // its decimals are what is asked for
  static boolean isOf(Instant instant, String text) {
    if (!isUsual(text)) {
      return instant.toString().equals(text);
    }
    try {
      return parse(text).equals(instant) && decimals(text) == decimals(instant.getNano());
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static int decimals(String text) {
    return Math.max(0, text.length() - SHAPE.length() - 2);
  }

  /** In threes, and no more than it takes. */
  private static int decimals(int nanos) {
    if (nanos == 0) {
      return 0;
    }
    if (nanos % 1_000_000 == 0) {
      return 3;
    }
    return nanos % 1_000 == 0 ? 6 : DIGITS;
  }

  /** Not the twenty-fourth hour, nor the second that leaps: those are other texts of an instant. */
  private static boolean isUsual(String text) {
    return isShaped(text)
        && number(text, 11, 13) < 24
        && number(text, 14, 16) < 60
        && number(text, 17, 19) < 60;
  }

  private static boolean isShaped(String text) {
    int last = text.length() - 1;
    if (last < SHAPE.length() || text.length() > LONGEST || text.charAt(last) != 'Z') {
      return false;
    }
    for (int i = 0; i < SHAPE.length(); i++) {
      char shape = SHAPE.charAt(i);
      if (shape == 'd' ? !isDigit(text.charAt(i)) : text.charAt(i) != shape) {
        return false;
      }
    }
    if (last == SHAPE.length()) {
      return true;
    }
    for (int i = SHAPE.length() + 1; i < last; i++) {
      if (!isDigit(text.charAt(i))) {
        return false;
      }
    }
    return text.charAt(SHAPE.length()) == '.' && last > SHAPE.length() + 1;
  }

  private static int nanos(String text) {
    int from = SHAPE.length() + 1;
    int to = text.length() - 1;
    if (from >= to) {
      return 0;
    }
    int nanos = number(text, from, to);
    for (int digits = to - from; digits < DIGITS; digits++) {
      nanos *= 10;
    }
    return nanos;
  }

  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = 10 * number + (text.charAt(i) - '0');
    }
    return number;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
