package io.spanline.capture;

import io.spanline.capture.order.StopSignal;
import io.spanline.capture.redaction.Redaction;
import io.spanline.capture.store.Draft;
import io.spanline.capture.surroundings.RequestsByWindow;
import io.spanline.captures.line.CaptureLine;
import io.spanline.captures.manifest.Selection;
import io.spanline.model.Trace;
import java.io.IOException;

/**
 * Writes the traces of a spool as the lines of a capture: redacted, selected, in order of start.
 */
final class CaptureWriting implements SpoolPass.Each {
  private final Redaction redaction = new Redaction();
  private final LimitSearch.Found found;
  private final TraceSpool spool;
  private final Draft draft;
  private final SnapshotContents contents;
  private final RequestsByWindow requests;
  private final StopSignal stop;
  // How many that match are left out before the first that is taken, and how many are taken.
  private long without;
  private long left;

  /**
   * Lines of an order.
   *
   * @param requests gets every trace that was read and began before the end of the range
   */
  CaptureWriting(
      LimitSearch.Found found,
      TraceSpool spool,
      Draft draft,
      SnapshotContents contents,
      RequestsByWindow requests,
      StopSignal stop) {
    this.found = found;
    this.spool = spool;
    this.draft = draft;
    this.contents = contents;
    this.requests = requests;
    this.stop = stop;
    Selection.Limit limit = found.order().selection().limit();
    this.left = limit == null ? Long.MAX_VALUE : limit.traces();
    this.without = found.before();
  }

  /** Writes the lines and counts them. */
  void write() throws IOException {
    try (SpoolPass pass = new SpoolPass(spool)) {
      pass.until(found.order().range().to(), this);
    }
    contents.redacted(redaction.found());
  }

  @Override
  public void broken(SpooledTrace.Broken record) {
    spool.skip(record.record().partition(), record.record().offset(), record.reason());
  }

  @Override
  public void take(SpooledTrace spooled, Trace trace) throws IOException {
    stop.check();
    requests.add(trace);
    if (!found.order().range().contains(trace.start())) {
      return;
    }
    if (spooled.isRemainderIn(found.extent())) {
      SpooledRecord first = spooled.first();
      spool.skip(first.partition(), first.offset(), "its trace began before what was read");
    } else if (takes(trace)) {
      Trace clean = redaction.apply(trace);
      draft.write(CaptureLine.write(clean));
      contents.add(clean);
    } else {
      contents.leaveOut(1);
    }
  }

  private boolean takes(Trace trace) {
    if (left == 0 || !found.order().selection().where().matches(trace) || without-- > 0) {
      return false;
    }
    left--;
    return true;
  }
}
