package io.spanline.capture.job;

import io.spanline.capture.kafka.TraceRecord;
import io.spanline.capture.redaction.Redaction;
import io.spanline.captures.TimeRange;
import io.spanline.captures.manifest.Selection;
import io.spanline.model.Trace;
import io.spanline.topic.TraceSerde;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many traces have come, as far as single records tell: revisions of a trace are counted each,
 * and one may not match what the whole trace does. So it only says when a look at the topic is
 * worth it; what is taken is decided by that look.
 */
final class Counting {
  private final TimeRange range;
  private final Selection.Filter where;
  private final AtomicLong traces = new AtomicLong();
  private Instant latest;

  Counting(TimeRange range, Selection.Filter where) {
    this.range = range;
    this.where = where;
    this.latest = range.from();
  }

  void add(TraceRecord record) {
    byte[] value = record.value();
    if (value == null || !record.mayMatch(where)) {
      return;
    }
    Trace trace;
    try {
      trace = new Redaction().apply(TraceSerde.read(value, record.headers()));
    } catch (IllegalArgumentException e) {
      return;
    }
    if (range.contains(trace.start()) && where.matches(trace)) {
      traces.incrementAndGet();
      latest = trace.start().isAfter(latest) ? trace.start() : latest;
    }
  }

  /** Sets the count to what a look at the topic has found. */
  void correct(long found) {
    traces.set(found);
  }

  long traces() {
    return traces.get();
  }

  /** The range up to now, and at least to the last trace that was counted. */
  TimeRange seen(Instant now) {
    Instant end = now.isAfter(latest) ? now : latest.plusNanos(1);
    return new TimeRange(range.from(), end.isBefore(range.to()) ? end : range.to());
  }
}
