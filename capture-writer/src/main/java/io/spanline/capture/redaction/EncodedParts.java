package io.spanline.capture.redaction;

import io.spanline.topic.Replay;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Parts of a text that hide something by percent-encoding it, such as a URL within a query: blanked
 * where what they decode to is not clean.
 */
final class EncodedParts {
  private static final int DEEPEST = 3;
  private static final String SEPARATORS = "&?#/";

  private EncodedParts() {}

  /** The text with each of them blanked; the same where there is none. */
  static String blank(String text) {
    StringBuilder kept = null;
    int from = 0;
    for (int begin = 0; begin < text.length(); ) {
      int end = partEnd(text, begin);
      String part = text.substring(begin, end);
      String clean = part.indexOf('%') < 0 || isClean(part) ? part : blanked(part);
      if (!clean.equals(part)) {
        kept = kept == null ? new StringBuilder(text.length()) : kept;
        kept.append(text, from, begin).append(clean);
        from = end;
      }
      begin = end + 1;
    }
    return kept == null ? text : kept.append(text, from, text.length()).toString();
  }

  private static int partEnd(String text, int begin) {
    int end = begin;
    while (end < text.length()
        && SEPARATORS.indexOf(text.charAt(end)) < 0
        && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** Without the value; without the name too where that is no better. */
  private static String blanked(String part) {
    int sign = part.indexOf('=');
    String named = sign < 0 ? "" : part.substring(0, sign + 1) + Replay.REDACTED;
    return sign >= 0 && isClean(named) ? named : Replay.REDACTED;
  }

  private static boolean isClean(String part) {
    String text = part;
    for (int depth = 0; depth < DEEPEST && text.indexOf('%') >= 0; depth++) {
      text = decoded(text);
      if (!CleanText.ofPlain(text, rule -> {}).equals(text)) {
        return false;
      }
    }
    return true;
  }

  /** One round; what is no encoding stays. */
  private static String decoded(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int high = c == '%' && i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
      int low = high < 0 ? -1 : Character.digit(text.charAt(i + 2), 16);
      if (low >= 0) {
        bytes.write(high << 4 | low);
        i += 2;
      } else {
        bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
