package io.spanline.capture.redaction;

/** Quotes and brackets of a text that may be JSON, or JSON within the text of another. */
final class TextQuotes {
  private TextQuotes() {}

  /**
   * Where the text within quotes ends, before the closing quote and what escapes it; the end of all
   * where nothing closes it.
   *
   * @param open where the opening quote stands
   * @param escapes how many backslashes stand before that
   */
  static int closing(String text, int open, int escapes) {
    int slashes = 0;
    for (int i = open + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        slashes++;
        continue;
      }
      if (c == text.charAt(open) && closes(slashes, escapes)) {
        return i - Math.min(slashes, escapes);
      }
      slashes = 0;
    }
    return text.length();
  }

  /**
   * A quote of the text has twice the backslashes, and one; a backslash of it has twice as many.
   */
  private static boolean closes(int slashes, int escapes) {
    return slashes < escapes || slashes % (2 * (escapes + 1)) == escapes;
  }

  /** Behind the bracket that closes the one that stands there; the end of all where none does. */
  static int bracketEnd(String text, int open) {
    int depth = 0;
    int slashes = 0;
    for (int i = open; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        int end = closing(text, i, slashes);
        // Behind the closing quote.
        i = Math.min(text.length(), end + slashes);
      } else if (c == '[' || c == '{') {
        depth++;
      } else if ((c == ']' || c == '}') && --depth == 0) {
        return i + 1;
      }
      slashes = c == '\\' ? slashes + 1 : 0;
    }
    return text.length();
  }

  /** Whether what stands there closes something, or begins the next of a list. */
  static boolean onlyClosesAt(String text, int at) {
    int i = at;
    while (i < text.length() && "\"'\\]})".indexOf(text.charAt(i)) >= 0) {
      i++;
    }
    if (i >= text.length() || Character.isWhitespace(text.charAt(i))) {
      return true;
    }
    // Of a list the next has quotes or a bracket, or a blank before it.
    return text.charAt(i) == ','
        && (i + 1 >= text.length()
            || Character.isWhitespace(text.charAt(i + 1))
            || "\"'\\[{".indexOf(text.charAt(i + 1)) >= 0);
  }
}
