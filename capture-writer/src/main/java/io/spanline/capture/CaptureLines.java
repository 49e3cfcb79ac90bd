package io.spanline.capture;

import io.spanline.capture.kafka.Extent;
import io.spanline.capture.kafka.TraceRecord;
import io.spanline.capture.kafka.TraceSource;
import io.spanline.capture.order.SnapshotOrder;
import io.spanline.capture.order.StopSignal;
import io.spanline.capture.redaction.Redaction;
import io.spanline.capture.store.CaptureStore;
import io.spanline.capture.store.Draft;
import io.spanline.capture.surroundings.RequestsByWindow;
import io.spanline.captures.line.CaptureLine;
import io.spanline.captures.manifest.Selection;
import io.spanline.model.Trace;
import java.io.IOException;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Turns the records of an extent into the lines of a capture: joined, selected, in order of start.
 * A record whose text is as it would be written, and holds nothing that has to be taken out, is
 * copied.
 */
final class CaptureLines {
  private final TraceSource source;
  private final CaptureStore store;
  private final StopSignal stop;

  CaptureLines(TraceSource source, CaptureStore store, StopSignal stop) {
    this.source = source;
    this.store = store;
    this.stop = stop;
  }

  /**
   * Writes the lines of an order and counts them.
   *
   * @param requests gets every trace that was read and began before the end of the range
   */
  void write(
      SnapshotOrder order,
      Extent extent,
      Draft draft,
      SnapshotContents contents,
      RequestsByWindow requests)
      throws IOException {
    Redaction redaction = new Redaction();
    try (TraceSpool spool = new TraceSpool(store::spoolFile)) {
      source.read(extent, stop, record -> spool(record, spool, contents));
      Choice choice = choice(order, extent, spool);
      spool.until(
          order.range().to(),
          redaction,
          broken -> contents.skip(named(broken.record()), broken.reason()),
          each -> {
            stop.check();
            requests.add(each.trace());
            if (!order.range().contains(each.trace().start())) {
              return;
            }
            if (each.isRemainderIn(extent)) {
              contents.skip(named(each.first()), "its trace began before what was read");
            } else if (choice.takes(each.trace())) {
              contents.add(line(each, draft, redaction));
            } else {
              contents.leaveOut(1);
            }
          });
    }
    contents.redacted(redaction.found());
  }

  /** Writes a trace's line; returns what stands there. */
  private static Trace line(SpooledTrace each, Draft draft, Redaction redaction)
      throws IOException {
    byte[] json = each.json();
    if (json != null) {
      draft.write(line -> CaptureLine.write(json, line));
      return each.trace();
    }
    Trace clean = redaction.apply(each.trace());
    draft.write(line -> CaptureLine.write(clean, line));
    return clean;
  }

  private static void spool(TraceRecord record, TraceSpool spool, SnapshotContents contents)
      throws IOException {
    contents.countRecord();
    byte[] value = record.value();
    if (value == null) {
      contents.skip(record, "record has no value");
      return;
    }
    try {
      spool.add(record, value);
    } catch (IllegalArgumentException e) {
      contents.skip(record, String.valueOf(e.getMessage()));
    }
  }

  private static TraceRecord named(SpooledRecord record) {
    return new TraceRecord(record.partition(), record.offset(), new RecordHeaders(), null);
  }

  /** Where the last traces are wanted, the first ones that match are left out. */
  private Choice choice(SnapshotOrder order, Extent extent, TraceSpool spool) throws IOException {
    Selection.Limit limit = order.selection().limit();
    Choice choice = new Choice(order.selection().where());
    if (limit == null) {
      return choice;
    }
    if (limit.take() == Selection.Take.FIRST) {
      return choice.atMost(limit.traces());
    }
    if (spool.within(order.range()) <= limit.traces()) {
      return choice;
    }
    Choice counting = new Choice(order.selection().where());
    spool.forEachWithin(
        order.range(),
        extent,
        trace -> {
          stop.check();
          counting.takes(trace);
        });
    return choice.without(counting.taken() - limit.traces());
  }

  /** Which of the traces that come by are taken. */
  private static final class Choice {
    private final Selection.Filter where;
    private long left = Long.MAX_VALUE;
    private long without;
    private long taken;

    Choice(Selection.Filter where) {
      this.where = where;
    }

    Choice atMost(long traces) {
      left = traces;
      return this;
    }

    Choice without(long first) {
      without = first;
      return this;
    }

    boolean takes(Trace trace) {
      if (left == 0 || !where.matches(trace) || without-- > 0) {
        return false;
      }
      left--;
      taken++;
      return true;
    }

    long taken() {
      return taken;
    }
  }
}
