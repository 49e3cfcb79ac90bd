package io.spanline.streams.assembly;

import io.spanline.model.SpanKey;
import io.spanline.model.TraceId;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The emitted traces of one partition, each remembered until the horizon has passed. */
final class ClosedTraces {
  private record Memory(long closedMillis, TraceId traceId) {}

  /** A trace as it was read, with its spans' keys. */
  private record Recollection(TraceId traceId, ClosedTrace trace, Set<SpanKey> keys) {}

  private final KeyValueStore<Bytes, byte[]> rows;
  private final long horizonMillis;
  private final PriorityQueue<Memory> oldestFirst =
      new PriorityQueue<>(
          Comparator.comparingLong(Memory::closedMillis).thenComparing(Memory::traceId));
  // A record's spans are of one trace as a rule: a resent one of thousands is not read for each.
  private @Nullable Recollection last;

  ClosedTraces(KeyValueStore<Bytes, byte[]> rows, AssemblyRules rules) {
    this.rows = rows;
    this.horizonMillis = rules.horizon().toMillis();
    try (KeyValueIterator<Bytes, byte[]> all = rows.all()) {
      while (all.hasNext()) {
        KeyValue<Bytes, byte[]> row = all.next();
        ByteBuffer key = ByteBuffer.wrap(row.key.get());
        TraceId traceId = new TraceId(key.getLong(), key.getLong());
        oldestFirst.add(new Memory(ClosedTrace.of(row.value).closedMillis(), traceId));
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
      byte[] row = rows.get(key(traceId));
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
    rows.put(key(traceId), trace.toBytes());
    oldestFirst.add(new Memory(trace.closedMillis(), traceId));
  }

  /**
   * Forgets up to {@code most} traces whose horizon has passed, unless one waits for a revision.
   */
  void forget(long nowMillis, int most, OpenTraces open) {
    for (int i = 0; i < most && !oldestFirst.isEmpty(); i++) {
      Memory oldest = oldestFirst.element();
      if (!hasPassed(oldest.closedMillis(), nowMillis)) {
        return;
      }
      oldestFirst.remove();
      OpenTrace waiting = open.find(oldest.traceId());
      if (waiting == null || waiting.earlier() == null) {
        forget(oldest);
      }
    }
  }

  boolean isEmpty() {
    return oldestFirst.isEmpty();
  }

  /** Leaves the row where a later revision has renewed it: that one has a memory of its own. */
  private void forget(Memory memory) {
    ClosedTrace trace = find(memory.traceId());
    if (trace != null && trace.closedMillis() == memory.closedMillis()) {
      delete(memory.traceId());
    }
  }

  private void delete(TraceId traceId) {
    last = null;
    rows.delete(key(traceId));
  }

  private boolean hasPassed(long closedMillis, long nowMillis) {
    return closedMillis + horizonMillis <= nowMillis;
  }

  private static Bytes key(TraceId traceId) {
    return Bytes.wrap(
        ByteBuffer.allocate(16).putLong(traceId.high()).putLong(traceId.low()).array());
  }
}
