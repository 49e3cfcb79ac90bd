package io.spanline.streams.statistics;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** What each input partition said last of each service and window, in order of the windows. */
final class PartRows {
  private final KeyValueStore<Bytes, StatisticsUpdate.Part> store;

  PartRows(KeyValueStore<Bytes, StatisticsUpdate.Part> store) {
    this.store = store;
  }

  void put(StatisticsKey key, StatisticsUpdate.Part part) {
    store.put(rowKey(key, part.partition()), part);
  }

  /** The parts of one row in the order of their partitions. */
  List<StatisticsUpdate.Part> parts(StatisticsKey key) {
    List<StatisticsUpdate.Part> parts = new ArrayList<>();
    try (KeyValueIterator<Bytes, StatisticsUpdate.Part> range =
        store.range(rowKey(key, 0), rowKey(key, Integer.MAX_VALUE))) {
      range.forEachRemaining(row -> parts.add(row.value));
    }
    return parts;
  }

  /** The rows of windows that start in a half-open range. */
  Set<StatisticsKey> keysBetween(long fromMillis, long toMillis) {
    Set<StatisticsKey> keys = new LinkedHashSet<>();
    try (KeyValueIterator<Bytes, StatisticsUpdate.Part> range =
        store.range(windowKey(fromMillis), windowKey(toMillis))) {
      range.forEachRemaining(row -> keys.add(key(row.key)));
    }
    return keys;
  }

  /** Deletes the rows of windows that start before that; returns whose they were. */
  Set<StatisticsKey> deleteBefore(long windowStartMillis) {
    List<Bytes> old = new ArrayList<>();
    try (KeyValueIterator<Bytes, StatisticsUpdate.Part> range =
        store.range(windowKey(0), windowKey(windowStartMillis))) {
      range.forEachRemaining(row -> old.add(row.key));
    }
    Set<StatisticsKey> keys = new LinkedHashSet<>();
    for (Bytes row : old) {
      store.delete(row);
      keys.add(key(row));
    }
    return keys;
  }

  /** Starts with the window, so that a range of windows is a range of keys. */
  private static Bytes rowKey(StatisticsKey key, int partition) {
    byte[] service = key.service().getBytes(StandardCharsets.UTF_8);
    // Names hold no control characters: the zero byte ends them.
    return Bytes.wrap(
        ByteBuffer.allocate(13 + service.length)
            .putLong(key.windowStartMillis())
            .put(service)
            .put((byte) 0)
            .putInt(partition)
            .array());
  }

  private static Bytes windowKey(long startMillis) {
    return Bytes.wrap(ByteBuffer.allocate(8).putLong(startMillis).array());
  }

  private static StatisticsKey key(Bytes rowKey) {
    ByteBuffer row = ByteBuffer.wrap(rowKey.get());
    long start = row.getLong();
    row.limit(row.limit() - 5);
    return new StatisticsKey(StandardCharsets.UTF_8.decode(row).toString(), start);
  }
}
