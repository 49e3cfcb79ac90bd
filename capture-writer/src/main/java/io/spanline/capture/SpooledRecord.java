package io.spanline.capture;

import io.spanline.capture.kafka.TraceRecord;
import io.spanline.model.Span;
import io.spanline.model.TraceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record of the spool: where it lies, what it claims, and in the first of a trace the others. Not
 * a record class but a chain, since there may be a million of them: 70 bytes each, and 70 more for
 * the id and its place in a map.
 */
final class SpooledRecord {
  /** The order of a capture's lines, of the first records of traces. */
  static final Comparator<SpooledRecord> BY_START =
      Comparator.<SpooledRecord, Long>comparing(first -> first.traceStart, Long::compareUnsigned)
          .thenComparing(SpooledRecord::id);

  private static final long NANOS = 1_000_000_000L;

  private final TraceId id;
  private final long start;
  private final Place place;
  private final long offset;
  private final int partition;
  // Of the first record of a trace alone: the trace's first start, and its last record.
  private long traceStart;
  private SpooledRecord last = this;
  private @Nullable SpooledRecord next;

  /** Where the bytes of a record lie: its headers, and its value behind them. */
  record Place(long position, int headBytes, int valueBytes) {}

  SpooledRecord(TraceId id, Instant start, Place place, TraceRecord source) {
    this.id = id;
    this.start = start.getEpochSecond() * NANOS + start.getNano();
    this.place = place;
    this.partition = source.partition();
    this.offset = source.offset();
    this.traceStart = this.start;
  }

  /** Adds another record of the trace whose first this is. */
  void add(SpooledRecord other) {
    last.next = other;
    last = other;
    traceStart = Long.compareUnsigned(other.start, traceStart) < 0 ? other.start : traceStart;
  }

  TraceId id() {
    return id;
  }

  /** When its own spans begin, as it claims. */
  Instant start() {
    return Span.instant(start);
  }

  /** When the trace begins whose first record this is, as far as its records claim. */
  Instant traceStart() {
    return Span.instant(traceStart);
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
}
