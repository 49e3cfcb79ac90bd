package io.spanline.capture;

import io.spanline.capture.kafka.Extent;
import io.spanline.capture.kafka.TraceRecord;
import io.spanline.capture.kafka.TraceSource;
import io.spanline.capture.order.StopSignal;
import io.spanline.capture.store.CaptureStore;
import io.spanline.captures.TimeRange;
import io.spanline.captures.manifest.Selection;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * When the first or the last traces that a selection takes began. Reads as a capture does, so that
 * what is found here is what the capture will hold.
 */
final class MatchingStarts {
  private final TraceSource source;
  private final CaptureStore store;
  private final StopSignal stop;

  MatchingStarts(TraceSource source, CaptureStore store, StopSignal stop) {
    this.source = source;
    this.store = store;
    this.stop = stop;
  }

  /** At most as many as the limit, ascending. */
  Deque<Instant> within(
      TimeRange range, Extent extent, Selection.Filter where, Selection.Limit limit)
      throws IOException {
    Deque<Instant> starts = new ArrayDeque<>();
    try (TraceSpool spool = new TraceSpool(store::spoolFile)) {
      source.read(extent, stop, record -> add(record, spool));
      spool.forEachWithin(
          range,
          extent,
          trace -> {
            stop.check();
            boolean full = starts.size() == limit.traces();
            if ((full && limit.take() == Selection.Take.FIRST) || !where.matches(trace)) {
              return;
            }
            if (full) {
              starts.removeFirst();
            }
            starts.addLast(trace.start());
          });
    }
    return starts;
  }

  /** What is no trace is counted and named when the lines are written. */
  private static void add(TraceRecord record, TraceSpool spool) throws IOException {
    byte[] value = record.value();
    if (value != null) {
      try {
        spool.add(record, value);
      } catch (IllegalArgumentException e) {
        return;
      }
    }
  }
}
