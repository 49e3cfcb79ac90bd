package io.spanline.streams.assembly;

import io.spanline.model.TraceId;
import java.util.Comparator;
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
final class RememberedTraces {
  private record Memory(long closedMillis, TraceId traceId) {}

  private final KeyValueStore<Bytes, byte[]> rows;
  private final long horizonMillis;
  private final long mostBytes;
  // One for each row, but for those that wait for a revision longer than the horizon.
  private final TreeSet<Memory> oldestFirst =
      new TreeSet<>(Comparator.comparingLong(Memory::closedMillis).thenComparing(Memory::traceId));
  private int traces;
  private long bytes;
  private long forgotten;

  RememberedTraces(KeyValueStore<Bytes, byte[]> rows, AssemblyRules rules, MemoryBounds bounds) {
    this.rows = rows;
    this.horizonMillis = rules.horizon().toMillis();
    this.mostBytes = bounds.rememberedBytes();
    try (KeyValueIterator<Bytes, byte[]> all = rows.all()) {
      while (all.hasNext()) {
        KeyValue<Bytes, byte[]> row = all.next();
        count(OpenRows.traceId(row.key), new RememberedRow(row.value));
      }
    }
  }

  /** The trace if it is remembered, be it past the horizon or not. */
  @Nullable RememberedTrace find(TraceId traceId) {
    RememberedRow row = row(traceId);
    return row == null ? null : row.trace();
  }

  /** The trace's row, likewise. */
  @Nullable RememberedRow row(TraceId traceId) {
    return row(rows.get(OpenRows.traceKey(traceId)));
  }

  /** The trace's row if its horizon has not passed; else it is forgotten at once. */
  @Nullable RememberedRow recall(TraceId traceId, long nowMillis) {
    RememberedRow row = row(traceId);
    if (row != null && hasPassed(row.closedMillis(), nowMillis)) {
      delete(traceId);
      return null;
    }
    return row;
  }

  void remember(TraceId traceId, RememberedTrace trace) {
    byte[] row = trace.toBytes();
    Bytes key = OpenRows.traceKey(traceId);
    uncount(traceId, row(rows.get(key)));
    rows.put(key, row);
    count(traceId, new RememberedRow(row));
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
    uncount(traceId, row(rows.delete(OpenRows.traceKey(traceId))));
  }

  private void uncount(TraceId traceId, @Nullable RememberedRow row) {
    if (row != null) {
      oldestFirst.remove(new Memory(row.closedMillis(), traceId));
      traces--;
      bytes -= row.heapBytes();
    }
  }

  private void count(TraceId traceId, RememberedRow row) {
    oldestFirst.add(new Memory(row.closedMillis(), traceId));
    traces++;
    bytes += row.heapBytes();
  }

  private static @Nullable RememberedRow row(byte @Nullable [] row) {
    return row == null ? null : new RememberedRow(row);
  }

  private boolean hasPassed(long closedMillis, long nowMillis) {
    return closedMillis + horizonMillis <= nowMillis;
  }
}
