package io.spanline.capture;

import io.spanline.capture.kafka.TraceRecord;
import io.spanline.captures.manifest.Manifest;
import java.util.ArrayList;
import java.util.List;

/** The records that are no trace: all counted, the first ones named. */
final class SkippedRecords {
  private static final int NAMED = 20;

  private final List<Manifest.Skipped> named = new ArrayList<>();
  private long count;

  /**
   * Counts one.
   *
   * @param reason in words that quote nothing of the record
   */
  void add(TraceRecord skipped, String reason) {
    count++;
    if (named.size() < NAMED) {
      named.add(new Manifest.Skipped(skipped.partition(), skipped.offset(), reason));
    }
  }

  long count() {
    return count;
  }

  List<Manifest.Skipped> named() {
    return List.copyOf(named);
  }
}
