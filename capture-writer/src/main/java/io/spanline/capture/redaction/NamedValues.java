package io.spanline.capture.redaction;

import io.spanline.topic.Replay;

/**
 * Values that are given to sensitive names: {@code token=…} in a query, a path or a text, {@code
 * "password": "…"} in JSON, {@code Authorization: …} of a header.
 */
final class NamedValues {
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
      if (nameBegin == nameEnd || !isSensitive(text, nameBegin, nameEnd, c)) {
        continue;
      }
      boolean wholeLine = SensitiveNames.takesTheLine(text, nameBegin, nameEnd);
      GivenValue value = GivenValue.after(text, i + 1, wholeLine);
      if (!value.isEmpty() && !value.isBlanked()) {
        kept = kept == null ? new StringBuilder(text.length()) : kept;
        kept.append(text, from, value.begin()).append(Replay.REDACTED);
        from = value.end();
      }
      i = Math.max(i, value.end() - 1);
    }
    return kept == null ? text : kept.append(text, from, text.length()).toString();
  }

  private static boolean isSensitive(String text, int begin, int end, char sign) {
    boolean parameter = begin == 0 || "?&;#".indexOf(text.charAt(begin - 1)) >= 0;
    return (sign == '=' && parameter)
        ? SensitiveNames.inQuery(text, begin, end)
        : SensitiveNames.inAnyText(text, begin, end);
  }

  private static int beforeQuotes(String text, int from, int at) {
    int end = at;
    while (end > from && "\"'\\ \t".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return end;
  }

  private static int nameBegin(String text, int from, int end) {
    int begin = end;
    while (begin > from && isOfName(text.charAt(begin - 1))) {
      begin--;
    }
    return begin;
  }

  /** Signs too, as form fields have them in their names: {@code token[0]}, {@code token(s)}. */
  static boolean isOfName(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "_-.[]$(){}*!~+|^".indexOf(c) >= 0;
  }
}
