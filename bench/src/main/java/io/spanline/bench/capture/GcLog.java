package io.spanline.bench.capture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The log that a JVM keeps of its collections. */
final class GcLog {
  private static final Pattern COLLECTION = Pattern.compile("(\\d+)M->(\\d+)M\\(\\d+M\\)");

  private GcLog() {}

  /** The option by which a JVM keeps one. */
  static String option(Path file) {
    return "-Xlog:gc:file=" + file;
  }

  /**
   * Megabytes of heap.
   *
   * @param mostUsed the most that was in use when a collection began
   * @param mostLive the most that one left
   */
  record Heap(long mostUsed, long mostLive) {}

  static Heap heap(Path file) throws IOException {
    long used = 0;
    long live = 0;
    try (Stream<String> lines = Files.lines(file)) {
      for (String line : lines.toList()) {
        Matcher collection = COLLECTION.matcher(line);
        if (collection.find()) {
          used = Math.max(used, Long.parseLong(collection.group(1)));
          live = Math.max(live, Long.parseLong(collection.group(2)));
        }
      }
    }
    return new Heap(used, live);
  }
}
