package io.spanline.capture.redaction;

import io.spanline.topic.Replay;
import java.util.regex.Pattern;

/** Texts that look like credentials, whatever they are called. */
final class Credentials {
  // Linear in the text: no alternative begins like another, and no repetition gives back.
  private static final Pattern SHAPE =
      Pattern.compile(
          String.join(
              "|",
              "(?<![A-Za-z0-9])(?i:bearer|basic)[\\s+:]++[A-Za-z0-9._~+/=-]{8,}+",
              "eyJ[A-Za-z0-9_-]{8,}+\\.[A-Za-z0-9_.-]{8,}+",
              "(?:AKIA|ASIA)[0-9A-Z]{16}",
              "AIza[A-Za-z0-9_-]{30,}+",
              "gh[pousr]_[A-Za-z0-9]{20,}+",
              "github_pat_[A-Za-z0-9_]{20,}+",
              "glpat-[A-Za-z0-9_-]{16,}+",
              "xox[a-z]-[A-Za-z0-9-]{10,}+",
              "[sr]k_(?:live|test)_[A-Za-z0-9]{10,}+",
              "sk-[A-Za-z0-9_-]{20,}+",
              "ya29\\.[A-Za-z0-9_-]{16,}+",
              "npm_[A-Za-z0-9]{30,}+",
              "SG\\.[A-Za-z0-9_-]{16,}+\\.[A-Za-z0-9_-]{16,}+"));
  private static final String PEM = "-----BEGIN";
  private static final String PEM_END = "-----END";
  private static final String DASHES = "-----";

  private Credentials() {}

  /** The text with each of them blanked; the same where there is none. */
  static String blank(String text) {
    String open = blankPem(text);
    return SHAPE.matcher(open).find() ? SHAPE.matcher(open).replaceAll(Replay.REDACTED) : open;
  }

  /** Keys and certificates go to the end of their block, or of the text. */
  private static String blankPem(String text) {
    String rest = text;
    for (int begin = rest.indexOf(PEM); begin >= 0; begin = rest.indexOf(PEM)) {
      int end = rest.indexOf(PEM_END, begin);
      int dashes = end < 0 ? -1 : rest.indexOf(DASHES, end + PEM_END.length());
      String behind = dashes < 0 ? "" : rest.substring(dashes + DASHES.length());
      rest = rest.substring(0, begin) + Replay.REDACTED + behind;
    }
    return rest;
  }
}
