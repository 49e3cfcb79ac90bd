package io.spanline.streams.statistics;

import io.spanline.statistics.Tally;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** What each input partition said last of each subject and window, in order of the windows. */
final class PartRows {
  private final KeyValueStore<Bytes, byte[]> store;
  private long deletedBefore;

  PartRows(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  void put(StatisticsUpdate.Part part) {
    store.put(rowKey(part.key(), part.partition()), part.sums());
  }

  /** The parts of one row, added in the order of their partitions. */
  Tally folded(StatisticsKey key) {
    List<Tally> parts = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> range =
        store.range(rowKey(key, 0), rowKey(key, Integer.MAX_VALUE))) {
      range.forEachRemaining(row -> parts.add(Tally.of(row.value)));
    }
    if (parts.size() == 1) {
      return parts.get(0);
    }
    Tally sum = Tally.emptyFor(key.subject());
    sum.addAll(parts);
    return sum;
  }

  /** The rows of windows that start in a half-open range. */
  Set<StatisticsKey> keysBetween(long fromMillis, long toMillis) {
    Set<StatisticsKey> keys = new LinkedHashSet<>();
    rowsBetween(fromMillis, toMillis, row -> keys.add(key(row)));
    return keys;
  }

  /** Deletes the rows of windows that start before that; returns whose they were. */
  Set<StatisticsKey> deleteBefore(long windowStartMillis) {
    Set<Bytes> old = new LinkedHashSet<>();
    // Not from 0: on disk what was deleted is passed over again and again.
    rowsBetween(deletedBefore, windowStartMillis, old::add);
    deletedBefore = Math.max(deletedBefore, windowStartMillis);
    Set<StatisticsKey> keys = new LinkedHashSet<>();
    for (Bytes row : old) {
      store.delete(row);
      keys.add(key(row));
    }
    return keys;
  }

  private void rowsBetween(long fromMillis, long toMillis, Consumer<Bytes> sink) {
    if (fromMillis >= toMillis) {
      return;
    }
    Bytes from = Bytes.wrap(StatisticsKey.beginningOf(fromMillis));
    Bytes to = Bytes.wrap(StatisticsKey.beginningOf(toMillis));
    try (KeyValueIterator<Bytes, byte[]> range = store.range(from, to)) {
      range.forEachRemaining(row -> sink.accept(row.key));
    }
  }

  /** The row's key and its partition; between them a zero byte, which names do not hold. */
  private static Bytes rowKey(StatisticsKey key, int partition) {
    byte[] row = key.toBytes();
    return Bytes.wrap(
        ByteBuffer.allocate(row.length + 5).put(row).put((byte) 0).putInt(partition).array());
  }

  private static StatisticsKey key(Bytes rowKey) {
    byte[] row = rowKey.get();
    return StatisticsKey.of(ByteBuffer.wrap(row, 0, row.length - 5));
  }
}
