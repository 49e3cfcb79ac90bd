package io.spanline.stack.tool;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A file of sums as {@code sha256sum} and {@code shasum -b} write it: sum, mode, name. */
record PublishedSums(String text) {
  private static final Pattern LINE = Pattern.compile("([0-9a-fA-F]{64})\\s+\\*?(\\S+)");

  /** The SHA-256 of a file, in lower-case hex; null if the file is not named. */
  @Nullable String of(String file) {
    return text.lines()
        .map(line -> LINE.matcher(line.strip()))
        .filter(line -> line.matches() && line.group(2).equals(file))
        .map(line -> line.group(1).toLowerCase(Locale.ROOT))
        .findFirst()
        .orElse(null);
  }
}
