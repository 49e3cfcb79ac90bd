package io.spanline.captures;

import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of one kind of numbered files: {@code capture_001.json} holds lines, {@code
 * capture_001.manifest.json} tells of them.
 */
public final class Numbering<T extends Numbering.Id> {
  /** The highest number that a name has room for. */
  public static final int HIGHEST = 999_999_999;

  private static final String LINES_SUFFIX = ".json";
  private static final String MANIFEST_SUFFIX = ".manifest.json";

  private final String kind;
  private final Pattern text;
  private final IntFunction<T> id;

  /**
   * A numbering.
   *
   * @param kind one file's, such as {@code capture}
   * @param id makes the id of a number
   */
  public Numbering(String kind, IntFunction<T> id) {
    this.kind = kind;
    this.text = Pattern.compile(kind + "_(\\d{3,9})");
    this.id = id;
  }

  /** A number that files are named after. */
  public interface Id {
    int number();

    /** The name of the file of its lines. */
    default String linesFile() {
      return this + LINES_SUFFIX;
    }

    default String manifestFile() {
      return this + MANIFEST_SUFFIX;
    }
  }

  public T of(int number) {
    return id.apply(number);
  }

  /** The id that a text stands for; empty if the text is not exactly one id's. */
  public Optional<T> parse(String name) {
    Matcher matcher = text.matcher(name);
    if (!matcher.matches() || Integer.parseInt(matcher.group(1)) < 1) {
      return Optional.empty();
    }
    T found = id.apply(Integer.parseInt(matcher.group(1)));
    // One spelling per number: capture_0001 is not capture_001.
    return found.toString().equals(name) ? Optional.of(found) : Optional.empty();
  }

  /** The id of a manifest's file name. */
  public Optional<T> ofManifestFile(String fileName) {
    return withSuffix(fileName, MANIFEST_SUFFIX);
  }

  /** The id of the name of a file of lines. */
  public Optional<T> ofLinesFile(String fileName) {
    return withSuffix(fileName, LINES_SUFFIX);
  }

  private Optional<T> withSuffix(String fileName, String suffix) {
    return fileName.endsWith(suffix)
        ? parse(fileName.substring(0, fileName.length() - suffix.length()))
        : Optional.empty();
  }

  /** Refuses a number that no id has. */
  public static void require(String kind, int number) {
    if (number < 1 || number > HIGHEST) {
      throw new IllegalArgumentException(
          "%ss are numbered from 1 to %s, was %s".formatted(kind, HIGHEST, number));
    }
  }

  /** An id's text. */
  public static String text(String kind, int number) {
    return String.format(Locale.ROOT, "%s_%03d", kind, number);
  }

  /** One of the numbered things, such as {@code capture}. */
  @Override
  public String toString() {
    return kind;
  }
}
