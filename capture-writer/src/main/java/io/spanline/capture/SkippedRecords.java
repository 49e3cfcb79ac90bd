package io.spanline.capture;

import io.spanline.capture.redaction.CleanText;
import io.spanline.file.Manifest;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The records that are no trace: all counted, the first ones named. */
final class SkippedRecords {
  private static final int NAMED = 20;
  private static final int REASON_LENGTH = 200;
  // What a reason quotes is the record's text, which may be a secret.
  private static final Pattern QUOTED = Pattern.compile("'[^']*'?|\"[^\"]*\"?|(?<=traceId ).+");

  private final List<Manifest.Skipped> named = new ArrayList<>();
  private long count;

  void add(TraceRecord skipped, String reason) {
    count++;
    if (named.size() < NAMED) {
      String told = QUOTED.matcher(reason.lines().findFirst().orElse("")).replaceAll("…");
      String line = CleanText.of(told);
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
