package io.spanline.capture;

import io.spanline.capture.kafka.Extent;
import io.spanline.capture.kafka.TraceRecord;
import io.spanline.captures.TimeRange;
import io.spanline.captures.manifest.Selection;
import io.spanline.model.Span;
import io.spanline.model.Trace;
import io.spanline.model.TraceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record of the spool: where it lies, and in the first of a trace the others and what the trace
 * was found to be. Not a record class but a chain, since there may be a million of them: 100 bytes
 * each, and 70 more for the id and its place in a map.
 */
final class SpooledRecord {
  /** The order of a capture's lines, of the first records of traces. */
  static final Comparator<SpooledRecord> BY_START =
      Comparator.<SpooledRecord, Long>comparing(first -> first.start, Long::compareUnsigned)
          .thenComparing(SpooledRecord::id);

  private static final long NANOS = 1_000_000_000L;

  private final TraceId id;
  private final Place place;
  private final long offset;
  private final long timeMillis;
  private final int partition;
  private boolean reported;
  // All below is of the first record of a trace alone. Times are unsigned nanoseconds.
  private SpooledRecord last = this;
  private @Nullable SpooledRecord next;
  private State state = State.UNSEEN;
  private boolean lacksFirst;
  private long start;
  private long earliest;
  private long latest;

  /** What the trace was found to be. */
  private enum State {
    UNSEEN,
    NO_TRACE,
    OTHER,
    /** One that the order's filter takes. */
    MATCHES
  }

  /** Where the bytes of a record lie: its headers, and its value behind them. */
  record Place(long position, int headBytes, int valueBytes) {}

  SpooledRecord(TraceId id, Place place, TraceRecord source) {
    this.id = id;
    this.place = place;
    this.partition = source.partition();
    this.offset = source.offset();
    this.timeMillis = source.time().toEpochMilli();
  }

  /** Adds another record of the trace whose first this is; whether that was seen before. */
  boolean add(SpooledRecord other) {
    last.next = other;
    last = other;
    boolean seen = state != State.UNSEEN;
    state = State.UNSEEN;
    return seen;
  }

  /** Notes what the trace of these records is. */
  void found(SpooledTrace found, Selection.Filter where) {
    Trace trace = found.trace();
    if (trace == null) {
      state = State.NO_TRACE;
      return;
    }
    state = where.matches(trace) ? State.MATCHES : State.OTHER;
    lacksFirst = found.firstRevision() > 1;
    start = nanos(trace.start());
    earliest = start;
    latest = start;
    found.forEachTime(this::reach);
  }

  private void reach(long nanos) {
    earliest = Long.compareUnsigned(nanos, earliest) < 0 ? nanos : earliest;
    latest = Long.compareUnsigned(nanos, latest) > 0 ? nanos : latest;
  }

  boolean isTrace() {
    return state == State.OTHER || state == State.MATCHES;
  }

  boolean matches() {
    return state == State.MATCHES;
  }

  /** Whether anything of the trace may lie in a range. */
  boolean reaches(TimeRange range) {
    return Span.instant(earliest).isBefore(range.to())
        && !Span.instant(latest).isBefore(range.from());
  }

  /**
   * Whether the trace's first record is not among those read. In a partition that was read from its
   * very beginning, nothing has come before.
   */
  boolean lacksFirstIn(Extent extent) {
    return lacksFirst && extent.beginsWithin(partition);
  }

  /** When the trace begins. */
  Instant start() {
    return Span.instant(start);
  }

  /** True when asked first: what is wrong with a record is told once. */
  boolean isNews() {
    boolean news = !reported;
    reported = true;
    return news;
  }

  TraceId id() {
    return id;
  }

  Place place() {
    return place;
  }

  int partition() {
    return partition;
  }

  long offset() {
    return offset;
  }

  /** The record's timestamp. */
  Instant time() {
    return Instant.ofEpochMilli(timeMillis);
  }

  /** All records of the trace whose first this is, in the order of the topic. */
  List<SpooledRecord> ofTrace() {
    if (next == null) {
      return List.of(this);
    }
    List<SpooledRecord> all = new ArrayList<>();
    for (SpooledRecord each = this; each != null; each = each.next) {
      all.add(each);
    }
    all.sort(Comparator.comparingLong(SpooledRecord::offset));
    return all;
  }

  static long nanos(Instant time) {
    return time.getEpochSecond() * NANOS + time.getNano();
  }
}
