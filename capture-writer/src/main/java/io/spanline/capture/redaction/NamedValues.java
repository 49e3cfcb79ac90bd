package io.spanline.capture.redaction;

import io.spanline.topic.Replay;

/**
 * Values that are given to sensitive names: {@code token=…} in a query, a path or a text, {@code
 * "password": "…"} in JSON, {@code Authorization: …} of a header.
 */
final class NamedValues {
  private static final int LONGEST_NAME = 128;

  private NamedValues() {}

  /** The text with each of them blanked; the same where there is none. */
  static String blank(String text) {
    StringBuilder kept = null;
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '=' && c != ':') {
        continue;
      }
      int nameEnd = beforeQuotes(text, from, i);
      int nameBegin = nameBegin(text, from, nameEnd);
      String name = text.substring(nameBegin, nameEnd);
      if (name.isEmpty() || !isSensitive(name, c, text, nameBegin)) {
        continue;
      }
      int value = afterQuotes(text, i + 1);
      int end = valueEnd(text, value, SensitiveNames.takesTheLine(name));
      if (end > value && !isBlanked(text, value, end)) {
        kept = kept == null ? new StringBuilder(text.length()) : kept;
        kept.append(text, from, value).append(Replay.REDACTED);
        from = end;
      }
      i = Math.max(i, end - 1);
    }
    return kept == null ? text : kept.append(text, from, text.length()).toString();
  }

  private static boolean isSensitive(String name, char sign, String text, int begin) {
    if (sign == '=' && (begin == 0 || "?&;#".indexOf(text.charAt(begin - 1)) >= 0)) {
      return SensitiveNames.inQuery(name);
    }
    return SensitiveNames.inAnyText(name);
  }

  private static int beforeQuotes(String text, int from, int at) {
    int end = at;
    while (end > from && isQuoteOrBlank(text.charAt(end - 1))) {
      end--;
    }
    return end;
  }

  private static int afterQuotes(String text, int at) {
    int begin = at;
    while (begin < text.length()
        && (isQuoteOrBlank(text.charAt(begin)) || "=:>".indexOf(text.charAt(begin)) >= 0)) {
      begin++;
    }
    return begin;
  }

  private static int nameBegin(String text, int from, int end) {
    int begin = end;
    while (begin > from && end - begin < LONGEST_NAME && isOfName(text.charAt(begin - 1))) {
      begin--;
    }
    return begin;
  }

  private static int valueEnd(String text, int begin, boolean wholeLine) {
    int end = begin;
    while (end < text.length() && !(wholeLine ? endsLine(text, end) : endsValue(text, end))) {
      end++;
    }
    return end;
  }

  private static boolean isBlanked(String text, int begin, int end) {
    return end - begin == Replay.REDACTED.length() && text.startsWith(Replay.REDACTED, begin);
  }

  private static boolean endsLine(String text, int at) {
    char c = text.charAt(at);
    return c == '\n' || c == '\r';
  }

  private static boolean endsValue(String text, int at) {
    char c = text.charAt(at);
    return c == '&' || c == ';' || c == '"' || c == '\'' || c == '<' || Character.isWhitespace(c);
  }

  private static boolean isQuoteOrBlank(char c) {
    return c == '"' || c == '\'' || c == '\\' || c == ' ' || c == '\t';
  }

  private static boolean isOfName(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "_-.[]$".indexOf(c) >= 0;
  }
}
