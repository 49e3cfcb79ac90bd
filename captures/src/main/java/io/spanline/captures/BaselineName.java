package io.spanline.captures;

import java.util.Optional;
import java.util.regex.Pattern;

/** The name of a baseline: safe as a part of a file name on every system, and no path. */
public record BaselineName(String value) implements Comparable<BaselineName> {
  private static final Pattern TEXT = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
  private static final String SUFFIX = "_baseline.yaml";

  // Below the pattern, which its constructor needs.
  public static final BaselineName NORMAL = new BaselineName("normal");

  /** The rule in words, for messages. */
  public static final String RULE =
      "1 to 64 of a-z 0-9 . _ -, beginning with a letter or digit, without '..'";

  public BaselineName {
    if (!isName(value)) {
      throw new IllegalArgumentException("a baseline's name must be " + RULE + ", was " + value);
    }
  }

  public static Optional<BaselineName> parse(String text) {
    return isName(text) ? Optional.of(new BaselineName(text)) : Optional.empty();
  }

  /** The name within a baseline's file name. */
  public static Optional<BaselineName> ofFile(String fileName) {
    return fileName.endsWith(SUFFIX)
        ? parse(fileName.substring(0, fileName.length() - SUFFIX.length()))
        : Optional.empty();
  }

  public String file() {
    return value + SUFFIX;
  }

  @Override
  public int compareTo(BaselineName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }

  private static boolean isName(String text) {
    return TEXT.matcher(text).matches() && !text.contains("..");
  }
}
