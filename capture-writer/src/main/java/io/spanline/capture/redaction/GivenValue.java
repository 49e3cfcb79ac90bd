package io.spanline.capture.redaction;

import io.spanline.topic.Replay;
import java.util.List;

/**
 * What a name is given in a text. Where it is not clear whether something still belongs to the
 * value, it does.
 *
 * @param begin of the value, behind a quote
 * @param end of the value, before the quote that closes it
 */
record GivenValue(String text, int begin, int end) {
  private static final List<String> LITERALS = List.of("null", "true", "false");

  /**
   * The value behind a sign.
   *
   * @param sign where it ends
   * @param wholeLine whether blanks and quotes do not end it
   */
  static GivenValue after(String text, int sign, boolean wholeLine) {
    int begin = sign;
    while (begin < text.length() && isBetween(text.charAt(begin), wholeLine)) {
      begin++;
    }
    if (wholeLine) {
      int value = afterQuote(text, begin);
      return new GivenValue(text, value, lineEnd(text, value));
    }
    int quote = quoteAt(text, begin);
    if (quote >= 0) {
      return quoted(text, begin, quote);
    }
    int end = structureEnd(text, sign, begin);
    boolean ends = end > begin && endsAt(text, end);
    return new GivenValue(text, begin, ends ? end : plainEnd(text, Math.max(begin, end)));
  }

  boolean isEmpty() {
    return end <= begin;
  }

  boolean isBlanked() {
    return end - begin == Replay.REDACTED.length() && text.startsWith(Replay.REDACTED, begin);
  }

  private static boolean isBetween(char c, boolean sameLine) {
    return c == '='
        || c == ':'
        || c == '>'
        || (Character.isWhitespace(c) && !(sameLine && (c == '\n' || c == '\r')));
  }

  /** Within the quotes; with them where none closes it, or something follows that belongs to it. */
  private static GivenValue quoted(String text, int begin, int quote) {
    int escapes = quote - begin;
    int end = TextQuotes.closing(text, quote, escapes);
    int behind = end + escapes + 1;
    return behind <= text.length() && endsAt(text, behind)
        ? new GivenValue(text, quote + 1, end)
        : new GivenValue(text, begin, plainEnd(text, Math.min(behind, text.length())));
  }

  /** Where a quote stands, behind what escapes it; -1 where none does. */
  private static int quoteAt(String text, int begin) {
    int at = begin;
    while (at < text.length() && text.charAt(at) == '\\') {
      at++;
    }
    return at < text.length() && "\"'".indexOf(text.charAt(at)) >= 0 ? at : -1;
  }

  private static int afterQuote(String text, int begin) {
    return Math.max(begin, quoteAt(text, begin) + 1);
  }

  private static int lineEnd(String text, int begin) {
    int end = begin;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    return end;
  }

  /** The end of a list, of an object, of a literal of JSON, or of what was blanked. */
  private static int structureEnd(String text, int sign, int begin) {
    if (begin < text.length() && "[{".indexOf(text.charAt(begin)) >= 0) {
      return TextQuotes.bracketEnd(text, begin);
    }
    if (text.startsWith(Replay.REDACTED, begin)) {
      return begin + Replay.REDACTED.length();
    }
    return isOfJson(text, sign - 1) ? literalEnd(text, begin) : begin;
  }

  /** Whether the name has quotes. */
  private static boolean isOfJson(String text, int sign) {
    int before = sign - 1;
    while (before >= 0 && text.charAt(before) == ' ') {
      before--;
    }
    return before >= 0 && text.charAt(sign) == ':' && text.charAt(before) == '"';
  }

  private static int literalEnd(String text, int begin) {
    for (String word : LITERALS) {
      if (text.startsWith(word, begin)) {
        return begin + word.length();
      }
    }
    int end = begin;
    while (end < text.length() && "0123456789+-.eE".indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    return end;
  }

  /** Whether a value cannot go on. */
  private static boolean endsAt(String text, int at) {
    return TextQuotes.onlyClosesAt(text, at) || endsPlain(text, at);
  }

  private static int plainEnd(String text, int begin) {
    int end = begin;
    while (!endsPlain(text, end)) {
      end++;
    }
    return end;
  }

  private static boolean endsPlain(String text, int at) {
    if (at >= text.length()) {
      return true;
    }
    char c = text.charAt(at);
    return c == '&' || c == '#' || Character.isWhitespace(c) || (c == ';' && isNamed(text, at + 1));
  }

  /** Whether a name is given something there, which is not only the padding of base64. */
  private static boolean isNamed(String text, int at) {
    int sign = at;
    while (sign < text.length() && (text.charAt(sign) == ' ' || isOfName(text, sign))) {
      sign++;
    }
    int value = sign + 1;
    return sign > at
        && value < text.length()
        && text.charAt(sign) == '='
        && "=&#;".indexOf(text.charAt(value)) < 0
        && !Character.isWhitespace(text.charAt(value));
  }

  private static boolean isOfName(String text, int at) {
    return NamedValues.isOfName(text.charAt(at));
  }
}
