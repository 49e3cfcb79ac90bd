package io.spanline.bench;

import io.spanline.terminal.Complaint;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes in bytes as people write them. */
final class Sizes {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,10})([kmg]?)");

  private Sizes() {}

  /** Reads a number with k, m or g for powers of 1024. */
  static long bytes(String option, String text) {
    Matcher size = TEXT.matcher(text.toLowerCase(Locale.ROOT));
    if (!size.matches() || Long.parseLong(size.group(1)) == 0) {
      throw Complaint.refused(option + " must be such as 200m or 1g, was '" + text + "'");
    }
    int shift = 10 * " kmg".indexOf(size.group(2).isEmpty() ? ' ' : size.group(2).charAt(0));
    return Long.parseLong(size.group(1)) << shift;
  }
}
