package io.spanline.captures;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The number of a capture, in text {@code capture_001}; its files are named after it. */
public record CaptureId(int number) implements Comparable<CaptureId> {
  /** The highest number that a name has room for. */
  public static final int HIGHEST = 999_999_999;

  private static final Pattern TEXT = Pattern.compile("capture_(\\d{3,9})");
  private static final String CAPTURE_SUFFIX = ".json";
  private static final String MANIFEST_SUFFIX = ".manifest.json";

  public CaptureId {
    if (number < 1 || number > HIGHEST) {
      throw new IllegalArgumentException(
          "captures are numbered from 1 to %s, was %s".formatted(HIGHEST, number));
    }
  }

  /** The id that a text stands for; empty if the text is not exactly one id's. */
  public static Optional<CaptureId> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches() || Integer.parseInt(matcher.group(1)) < 1) {
      return Optional.empty();
    }
    CaptureId id = new CaptureId(Integer.parseInt(matcher.group(1)));
    // One spelling per number: capture_0001 is not capture_001.
    return id.toString().equals(text) ? Optional.of(id) : Optional.empty();
  }

  /** The id of a manifest's file name. */
  public static Optional<CaptureId> ofManifestFile(String fileName) {
    return fileName.endsWith(MANIFEST_SUFFIX)
        ? parse(fileName.substring(0, fileName.length() - MANIFEST_SUFFIX.length()))
        : Optional.empty();
  }

  /** The id of a capture's file name. */
  public static Optional<CaptureId> ofCaptureFile(String fileName) {
    return fileName.endsWith(CAPTURE_SUFFIX)
        ? parse(fileName.substring(0, fileName.length() - CAPTURE_SUFFIX.length()))
        : Optional.empty();
  }

  public CaptureId next() {
    return new CaptureId(number + 1);
  }

  public String captureFile() {
    return this + CAPTURE_SUFFIX;
  }

  public String manifestFile() {
    return this + MANIFEST_SUFFIX;
  }

  @Override
  public int compareTo(CaptureId other) {
    return Integer.compare(number, other.number);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "capture_%03d", number);
  }
}
