package io.spanline.streams.statistics;

import io.spanline.statistics.Tally;
import io.spanline.streams.store.RowFormat;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Whole rows in a store: the format, the last chunk of the change log that is in it, the tally. */
final class StoredRows {
  private static final int HEAD = 1 + Long.BYTES;

  private final KeyValueStore<Bytes, byte[]> store;

  StoredRows(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  void put(Row row, long through) {
    byte[] tally = row.tally().toBytes();
    byte[] bytes =
        ByteBuffer.allocate(HEAD + tally.length)
            .put(RowFormat.CURRENT)
            .putLong(through)
            .put(tally)
            .array();
    store.put(Bytes.wrap(row.key().toBytes()), bytes);
    row.storedThrough(through);
  }

  @Nullable Row get(StatisticsKey key) {
    byte[] bytes = store.get(Bytes.wrap(key.toBytes()));
    if (bytes == null) {
      return null;
    }
    ByteBuffer row = RowFormat.check(store.name(), ByteBuffer.wrap(bytes));
    long through = row.getLong();
    byte[] tally = new byte[row.remaining()];
    row.get(tally);
    return new Row(key, Tally.of(tally), through);
  }

  /** Hands over all keys; returns the last chunk that any row holds, -1 if there is no row. */
  long scan(Consumer<StatisticsKey> keys) {
    long last = -1;
    try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
      while (all.hasNext()) {
        var row = all.next();
        last = Math.max(last, RowFormat.check(store.name(), ByteBuffer.wrap(row.value)).getLong());
        keys.accept(key(row.key));
      }
    }
    return last;
  }

  /** Deletes the rows of windows that start within a half-open range. */
  void deleteBetween(long fromMillis, long toMillis) {
    Bytes from = Bytes.wrap(StatisticsKey.beginningOf(fromMillis));
    Bytes to = Bytes.wrap(StatisticsKey.beginningOf(toMillis));
    List<Bytes> over = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> range = store.range(from, to)) {
      range.forEachRemaining(row -> over.add(row.key));
    }
    over.forEach(store::delete);
  }

  private static StatisticsKey key(Bytes key) {
    return StatisticsKey.of(ByteBuffer.wrap(key.get()));
  }
}
