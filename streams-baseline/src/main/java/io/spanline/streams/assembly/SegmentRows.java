package io.spanline.streams.assembly;

import io.spanline.streams.store.RowFormat;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The rows of {@link Segment}s in an ordinary logged store. A key is free again once its segment is
 * not needed, and is overwritten: there are no tombstones. One row more says which segments count.
 */
final class SegmentRows {
  /**
   * Which of the segments count.
   *
   * @param first the number of the oldest that is needed; an older one's key is free
   * @param generation of the positions
   * @param forgottenAt for each of the oldest ones that are needed for their positions alone, the
   *     position from which on their traces are forgotten
   */
  record Extent(int first, int generation, List<Long> forgottenAt) {
    Extent {
      forgottenAt = List.copyOf(forgottenAt);
    }
  }

  private static final Bytes EXTENT = Bytes.wrap(new byte[] {0});

  private final KeyValueStore<Bytes, byte[]> store;
  private final Map<Integer, Integer> keys = new HashMap<>();
  private final PriorityQueue<Integer> freeKeys = new PriorityQueue<>();
  private int nextKey;
  private Extent stored = new Extent(0, 0, List.of());

  SegmentRows(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  /** The segments that count, oldest first. */
  List<Segment> read() {
    byte[] extent = store.get(EXTENT);
    stored = extent == null ? stored : extent(ByteBuffer.wrap(extent));
    List<Segment> segments = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<Bytes, byte[]> row = all.next();
        if (!row.key.equals(EXTENT)) {
          read(ByteBuffer.wrap(row.key.get()).getInt(), new Segment(row.value), segments);
        }
      }
    }
    segments.sort(Comparator.comparingInt(Segment::number));
    return segments;
  }

  private void read(int key, Segment segment, List<Segment> segments) {
    nextKey = Math.max(nextKey, key + 1);
    if (segment.number() < stored.first()) {
      freeKeys.add(key);
    } else {
      keys.put(segment.number(), key);
      segments.add(segment);
    }
  }

  /** What was stored last. */
  Extent extent() {
    return stored;
  }

  boolean isWritten(Segment segment) {
    return keys.containsKey(segment.number());
  }

  void write(Segment segment) {
    int key = freeKeys.isEmpty() ? nextKey++ : freeKeys.remove();
    keys.put(segment.number(), key);
    store.put(key(key), segment.seal());
  }

  /** The segment is not needed any more. */
  void free(Segment segment) {
    Integer key = keys.remove(segment.number());
    if (key != null) {
      freeKeys.add(key);
    }
  }

  void write(Extent extent) {
    if (!extent.equals(stored)) {
      stored = extent;
      int places = extent.forgottenAt().size();
      ByteBuffer row = ByteBuffer.allocate(1 + 2 * Integer.BYTES + Long.BYTES * places);
      row.put(RowFormat.CURRENT).putInt(extent.first()).putInt(extent.generation());
      extent.forgottenAt().forEach(row::putLong);
      store.put(EXTENT, row.array());
    }
  }

  private static Extent extent(ByteBuffer row) {
    RowFormat.check(TraceAssemblySupplier.CLOSED_TRACES, row);
    final int first = row.getInt();
    final int generation = row.getInt();
    List<Long> forgottenAt = new ArrayList<>();
    while (row.hasRemaining()) {
      forgottenAt.add(row.getLong());
    }
    return new Extent(first, generation, forgottenAt);
  }

  private static Bytes key(int key) {
    return Bytes.wrap(ByteBuffer.allocate(Integer.BYTES).putInt(key).array());
  }
}
