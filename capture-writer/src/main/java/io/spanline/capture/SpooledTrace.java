package io.spanline.capture;

import io.spanline.capture.redaction.Redaction;
import io.spanline.model.Span;
import io.spanline.model.Timeline;
import io.spanline.model.Trace;
import io.spanline.otlp.OtlpReader;
import io.spanline.topic.NotATraceException;
import io.spanline.topic.TraceJson;
import io.spanline.topic.TraceSerde;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What the spool holds of one trace.
 *
 * @param trace its records joined and cleaned, as a line of a capture has them: its times are those
 *     that a reader of the line will find; null if none of them is a trace that a line can hold
 * @param redaction what was taken out of it
 * @param first the record that the spool knows it by
 * @param firstRevision the revision of the first record that was read
 * @param revisions its records as they came, in the order of the topic
 * @param broken the records that turned out to be no trace
 */
record SpooledTrace(
    @Nullable Trace trace,
    Redaction redaction,
    SpooledRecord first,
    int firstRevision,
    List<Revision> revisions,
    List<Broken> broken) {

  /** A record of the trace, and its timestamp. */
  record Revision(Trace trace, Instant time) {}

  /** A record that is no trace, and why. */
  record Broken(SpooledRecord record, String reason) {}

  /** Reads the records of the trace whose first record that is; any thread may ask. */
  static SpooledTrace of(TraceSpool spool, SpooledRecord first) throws IOException {
    Redaction redaction = spool.redaction();
    List<Broken> broken = new ArrayList<>();
    BoundedSpans kept = new BoundedSpans();
    for (SpooledRecord record : first.ofTrace()) {
      try {
        byte[] value = spool.value(record);
        Trace revision = TraceSerde.read(value, spool.headers(record));
        long line = OtlpReader.looksLikeJson(value) ? value.length : TraceJson.size(revision);
        kept.add(new Revision(revision, record.time()), line);
      } catch (IllegalArgumentException e) {
        broken.add(new Broken(record, NotATraceException.words(e)));
      }
    }
    List<Revision> revisions = kept.revisions();
    if (revisions.isEmpty()) {
      return new SpooledTrace(null, redaction, first, 1, revisions, broken);
    }
    List<Trace> records = revisions.stream().map(Revision::trace).toList();
    Trace whole = records.size() == 1 ? records.get(0) : Trace.join(records);
    Trace cut = TraceCut.of(redaction.apply(whole), kept.bytes(), kept.cut());
    if (cut == null) {
      broken.add(new Broken(first, "its line would be too long"));
    }
    return new SpooledTrace(cut, redaction, first, kept.firstRevision(), revisions, broken);
  }

  /**
   * Tells in nanoseconds when its calls and requests began and ended, by the line and by each of
   * its records, and when those came.
   */
  void forEachTime(LongConsumer each) {
    if (trace != null) {
      times(trace, each);
    }
    for (Revision one : revisions) {
      times(one.trace(), each);
      each.accept(SpooledRecord.nanos(one.time()));
    }
  }

  private static void times(Trace trace, LongConsumer each) {
    Timeline<Span> timeline = trace.timeline();
    for (Span span : trace.spans()) {
      if (span.startNanos() != 0 && (span.kind().isEntry() || span.kind().isExit())) {
        each.accept(timeline.startNanos(span));
        each.accept(timeline.endNanos(span));
      }
    }
  }
}
