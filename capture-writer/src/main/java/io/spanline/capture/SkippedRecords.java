package io.spanline.capture;

import io.spanline.file.Manifest;
import java.util.ArrayList;
import java.util.List;

/** The records that are no trace: all counted, the first ones named. */
final class SkippedRecords {
  private static final int NAMED = 20;
  private static final int REASON_LENGTH = 200;

  private final List<Manifest.Skipped> named = new ArrayList<>();
  private long count;

  void add(TraceRecord skipped, String reason) {
    count++;
    if (named.size() < NAMED) {
      String line = reason.lines().findFirst().orElse("");
      named.add(
          new Manifest.Skipped(
              skipped.partition(),
              skipped.offset(),
              line.substring(0, Math.min(REASON_LENGTH, line.length()))));
    }
  }

  long count() {
    return count;
  }

  List<Manifest.Skipped> named() {
    return List.copyOf(named);
  }
}
