package io.spanline.streams.assembly;

import io.spanline.model.SpanKey;
import io.spanline.model.TraceId;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The emitted traces of one partition, each remembered until the horizon has passed, or until there
 * are too many.
 */
final class ClosedTraces {
  private record Memory(long closedMillis, TraceId traceId) {}

  /** A trace as it was read, with its spans' keys. */
  private record Recollection(TraceId traceId, ClosedTrace trace, Set<SpanKey> keys) {}

  private final KeyValueStore<Bytes, byte[]> rows;
  private final long horizonMillis;
  private final long mostBytes;
  // One for each row, but for those that wait for a revision longer than the horizon.
  private final TreeSet<Memory> oldestFirst =
      new TreeSet<>(Comparator.comparingLong(Memory::closedMillis).thenComparing(Memory::traceId));
  private int traces;
  private long bytes;
  private long forgotten;
  // A record's spans are of one trace as a rule: a resent one of thousands is not read for each.
  private @Nullable Recollection last;

  ClosedTraces(KeyValueStore<Bytes, byte[]> rows, AssemblyRules rules, MemoryBounds bounds) {
    this.rows = rows;
    this.horizonMillis = rules.horizon().toMillis();
    this.mostBytes = bounds.rememberedBytes();
    try (KeyValueIterator<Bytes, byte[]> all = rows.all()) {
      while (all.hasNext()) {
        KeyValue<Bytes, byte[]> row = all.next();
        count(OpenRows.traceId(row.key), row.value);
      }
    }
  }

  /** The trace if it is remembered, be it past the horizon or not. */
  @Nullable ClosedTrace find(TraceId traceId) {
    Recollection found = recollect(traceId);
    return found == null ? null : found.trace();
  }

  /** Whether the trace is remembered with that span. */
  boolean holds(TraceId traceId, SpanKey span) {
    Recollection found = recollect(traceId);
    return found != null && found.keys().contains(span);
  }

  private @Nullable Recollection recollect(TraceId traceId) {
    if (last == null || !last.traceId().equals(traceId)) {
      byte[] row = rows.get(OpenRows.traceKey(traceId));
      if (row == null) {
        return null;
      }
      ClosedTrace trace = ClosedTrace.of(row);
      last = new Recollection(traceId, trace, trace.keys());
    }
    return last;
  }

  /** The trace if its horizon has not passed; else it is forgotten at once. */
  @Nullable ClosedTrace recall(TraceId traceId, long nowMillis) {
    ClosedTrace trace = find(traceId);
    if (trace != null && hasPassed(trace.closedMillis(), nowMillis)) {
      delete(traceId);
      return null;
    }
    return trace;
  }

  void remember(TraceId traceId, ClosedTrace trace) {
    last = null;
    byte[] row = trace.toBytes();
    Bytes key = OpenRows.traceKey(traceId);
    uncount(traceId, rows.get(key));
    rows.put(key, row);
    count(traceId, row);
  }

  /**
   * Forgets up to {@code most} traces whose horizon has passed, and however many there are too
   * many, unless one waits for a revision.
   */
  void forget(long nowMillis, int most, OpenTraces open) {
    for (int i = 0; !oldestFirst.isEmpty(); i++) {
      Memory oldest = oldestFirst.first();
      boolean isDue = i < most && hasPassed(oldest.closedMillis(), nowMillis);
      if (!isDue && bytes <= mostBytes) {
        return;
      }
      oldestFirst.remove(oldest);
      OpenTrace waiting = open.find(oldest.traceId());
      if (waiting == null || waiting.earlier() == null) {
        delete(oldest.traceId());
        forgotten += hasPassed(oldest.closedMillis(), nowMillis) ? 0 : 1;
      }
    }
  }

  boolean isEmpty() {
    return oldestFirst.isEmpty();
  }

  int traces() {
    return traces;
  }

  /** What the traces take of the heap, by estimate. */
  long heapBytes() {
    return bytes;
  }

  /** How many were forgotten before their horizon had passed. */
  long forgotten() {
    return forgotten;
  }

  private void delete(TraceId traceId) {
    last = null;
    uncount(traceId, rows.delete(OpenRows.traceKey(traceId)));
  }

  private void uncount(TraceId traceId, byte @Nullable [] row) {
    if (row != null) {
      oldestFirst.remove(new Memory(ClosedTrace.closedMillis(row), traceId));
      traces--;
      bytes -= estimate(row);
    }
  }

  private void count(TraceId traceId, byte[] row) {
    oldestFirst.add(new Memory(ClosedTrace.closedMillis(row), traceId));
    traces++;
    bytes += estimate(row);
  }

  private static long estimate(byte[] row) {
    return (long) row.length + HeapEstimate.ROW;
  }

  private boolean hasPassed(long closedMillis, long nowMillis) {
    return closedMillis + horizonMillis <= nowMillis;
  }
}
