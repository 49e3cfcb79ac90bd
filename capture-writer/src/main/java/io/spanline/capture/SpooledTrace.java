package io.spanline.capture;

import io.spanline.capture.kafka.Extent;
import io.spanline.model.Trace;
import io.spanline.otlp.OtlpReader;
import io.spanline.topic.NotATraceException;
import io.spanline.topic.TraceJson;
import io.spanline.topic.TraceSerde;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * What the spool holds of one trace.
 *
 * @param trace its records joined; null if none of them is a trace that a line can hold
 * @param first the record that came first
 * @param firstRevision the lowest revision that was read of it
 * @param broken the records that turned out to be no trace
 */
record SpooledTrace(
    @Nullable Trace trace, SpooledRecord first, int firstRevision, List<Broken> broken) {

  /** A record that is no trace, and why. */
  record Broken(SpooledRecord record, String reason) {}

  /** Reads the records of the trace whose first record that is; any thread may ask. */
  static SpooledTrace of(TraceSpool spool, SpooledRecord first) throws IOException {
    List<Trace> revisions = new ArrayList<>();
    List<Broken> broken = new ArrayList<>();
    List<SpooledRecord> records = first.ofTrace();
    long bytes = 0;
    int left = 0;
    int lowest = Integer.MAX_VALUE;
    for (SpooledRecord record : records) {
      try {
        byte[] value = spool.value(record);
        Trace revision = revision(record, value, spool.headers(record));
        lowest = Math.min(lowest, revision.revision());
        long line = OtlpReader.looksLikeJson(value) ? value.length : TraceJson.size(revision);
        if (revisions.isEmpty() || bytes + line <= TraceCut.MOST_BYTES) {
          revisions.add(revision);
          bytes += line;
        } else {
          // What would make a line too long would also fill the heap.
          left += revision.spans().size();
        }
      } catch (IllegalArgumentException e) {
        broken.add(new Broken(record, NotATraceException.words(e)));
      }
    }
    if (revisions.isEmpty()) {
      return new SpooledTrace(null, records.get(0), lowest, broken);
    }
    Trace whole = revisions.size() == 1 ? revisions.get(0) : Trace.join(revisions);
    Trace cut = TraceCut.of(whole, bytes, left);
    if (cut == null) {
      broken.add(new Broken(records.get(0), "its line would be too long"));
    }
    return new SpooledTrace(cut, records.get(0), lowest, broken);
  }

  private static Trace revision(SpooledRecord record, byte[] value, Headers headers)
      throws IOException {
    Trace trace = TraceSerde.read(value, headers);
    if (!trace.start().equals(record.start())) {
      throw new NotATraceException(
          NotATraceException.Reason.OTHER_START,
          "not a trace: its summary says that it starts at %s, its spans at %s"
              .formatted(record.start(), trace.start()));
    }
    return trace;
  }

  /**
   * Whether it is only what came late of a trace that began before what was read. In a partition
   * that was read from its very beginning, nothing has come before.
   */
  boolean isRemainderIn(Extent extent) {
    return firstRevision > 1 && extent.beginsWithin(first.partition());
  }
}
