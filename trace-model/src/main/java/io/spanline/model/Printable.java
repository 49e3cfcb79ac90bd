package io.spanline.model;

/**
 * Texts of files that anybody may have made, as messages show them: what would steer a terminal
 * becomes a question mark, and what is long is cut.
 */
public final class Printable {
  private static final int LONGEST_TEXT = 60;
  private static final int LONGEST_LINE = 400;

  private Printable() {}

  /** A text within a message. */
  public static String text(String text) {
    return cut(text, LONGEST_TEXT);
  }

  /** A whole message, which then is one line. */
  public static String line(String message) {
    return cut(message, LONGEST_LINE);
  }

  private static String cut(String text, int most) {
    StringBuilder shown = new StringBuilder();
    int taken = 0;
    for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
      if (taken++ == most) {
        return shown.append('…').toString();
      }
      int character = text.codePointAt(at);
      shown.appendCodePoint(is(character) ? character : '?');
    }
    return shown.toString();
  }

  /** Whether a character is shown, and the same everywhere. */
  public static boolean is(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
