package io.spanline.capture;

import io.spanline.capture.order.StopSignal;
import io.spanline.capture.redaction.Redaction;
import io.spanline.captures.TimeRange;
import io.spanline.captures.TraceInRange;
import io.spanline.captures.folder.Draft;
import io.spanline.captures.line.CaptureLine;
import io.spanline.captures.manifest.Selection;
import io.spanline.model.Trace;
import io.spanline.topic.Beginning;
import java.io.IOException;
import java.util.Objects;

/**
 * Writes the traces of a spool as the lines of a capture: redacted, selected, in order of start.
 */
final class CaptureWriting {
  private final Redaction redaction = new Redaction();
  private final LimitSearch.Found found;
  private final TraceSpool spool;
  private final Draft draft;
  private final SnapshotContents contents;
  private final StopSignal stop;
  // How many that match are left out before the first that is taken, and how many are taken.
  private long without;
  private long left;

  CaptureWriting(
      LimitSearch.Found found,
      TraceSpool spool,
      Draft draft,
      SnapshotContents contents,
      StopSignal stop) {
    this.found = found;
    this.spool = spool;
    this.draft = draft;
    this.contents = contents;
    this.stop = stop;
    Selection.Limit limit = found.order().selection().limit();
    this.left = limit == null ? Long.MAX_VALUE : limit.traces();
    this.without = found.before();
  }

  /** Writes the lines and counts them. */
  void write() throws IOException {
    TimeRange range = found.order().range();
    try (SpoolPass pass = new SpoolPass(spool)) {
      pass.over(
          spool.inOrder().stream().filter(first -> first.reaches(range)).toList(), this::take);
    }
    contents.redacted(redaction.found());
  }

  private void take(SpooledTrace spooled) throws IOException {
    stop.check();
    TimeRange range = found.order().range();
    Trace trace = Objects.requireNonNull(spooled.trace());
    TraceInRange inRange = new TraceInRange(trace, range);
    boolean isOfRange = inRange.touches();
    spooled.revisions().stream()
        .filter(record -> isOfRange || range.contains(record.time()))
        .forEach(contents::looked);
    if (!isOfRange) {
      return;
    }
    Beginning beginning =
        inRange.begins() && !spooled.first().lacksFirstIn(found.extent())
            ? Beginning.INSIDE
            : Beginning.BEFORE;
    if (takes(spooled.first(), beginning)) {
      draft.write(CaptureLine.write(trace, beginning));
      contents.add(trace, beginning);
      redaction.addAll(spooled.redaction());
    } else {
      contents.leaveOut(1);
    }
  }

  /** A limit is one of the traces that began in the range; the others come in addition. */
  private boolean takes(SpooledRecord first, Beginning beginning) {
    if (!first.matches() || beginning == Beginning.BEFORE) {
      return first.matches();
    }
    if (left == 0 || without-- > 0) {
      return false;
    }
    left--;
    return true;
  }
}
