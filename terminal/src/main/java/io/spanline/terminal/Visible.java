package io.spanline.terminal;

import io.spanline.model.Printable;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/**
 * Texts in which no character acts on a terminal, ends a line or hides: each such character is
 * shown by its UTF-16 code units, such as {@code \u001b}.
 */
final class Visible {
  private static final Pattern CODE_UNIT = Pattern.compile("\\\\u[0-9a-f]{4}");

  private static final Pattern HALF = Pattern.compile("\\p{Cs}");

  private Visible() {}

  /** A text on one line. A backslash that would look like one of ours is shown by number too. */
  static String text(String text) {
    return shown(
        text,
        at ->
            text.charAt(at) == '\\'
                && CODE_UNIT.matcher(text).region(at, text.length()).lookingAt());
  }

  /**
   * A JSON text on one line: the same data, for what is replaced can only stand within strings.
   * Half a character, which many parsers refuse, becomes U+FFFD.
   */
  static String json(String json) {
    return shown(HALF.matcher(json).replaceAll("\ufffd"), at -> false);
  }

  private static String shown(String text, IntPredicate alsoHidden) {
    StringBuilder shown = new StringBuilder(text.length());
    for (int at = 0; at < text.length(); ) {
      int character = text.codePointAt(at);
      if (Printable.is(character) && !alsoHidden.test(at)) {
        shown.appendCodePoint(character);
      } else {
        for (char unit : Character.toChars(character)) {
          shown.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
        }
      }
      at += Character.charCount(character);
    }
    return shown.toString();
  }
}
