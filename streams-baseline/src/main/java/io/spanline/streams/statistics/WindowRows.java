package io.spanline.streams.statistics;

import io.spanline.statistics.CallTally;
import io.spanline.statistics.StatisticsSubject;
import io.spanline.statistics.Tally;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The cumulative rows of one partition: in a store, and those that changed lately on the heap. A
 * sample is logged once, small, as it comes; the rows it changed are rewritten only when they are
 * forwarded. So a row of kilobytes is not rewritten for every request, and a crash between two
 * rewrites loses nothing.
 */
final class WindowRows {
  // Five seconds of ticks, twice the usual time from a window's end to its last traces.
  private static final int IDLE_TICKS = 10;
  // Some 10 MB; only spans of very many windows or names bring that many within a few ticks.
  static final int MANY_ROWS = 10_000;

  private static final class Row {
    private final Tally tally;
    private long changedInTick = -1;

    Row(Tally tally) {
      this.tally = tally;
    }
  }

  private final KeyValueStore<Bytes, byte[]> store;
  private final SampleLog log;
  private final NameGuard guard;
  private final Map<StatisticsKey, Row> onHeap = new HashMap<>();
  private long tick;
  private long forgotten;

  WindowRows(KeyValueStore<Bytes, byte[]> store, SampleLog log, NameGuard guard) {
    this.store = store;
    this.log = log;
    this.guard = guard;
    restore();
  }

  NameGuard guard() {
    return guard;
  }

  void add(List<Sample> samples) {
    log.append(samples);
    samples.forEach(this::count);
  }

  /** Calls of an edge's row that no answer was counted of; 0 where there is no row. */
  long unanswered(StatisticsKey key) {
    Row row = onHeap.get(key);
    Tally tally = row == null ? stored(key) : row.tally;
    return tally instanceof CallTally calls ? calls.unanswered() : 0;
  }

  /** Whether there are too many rows on the heap to wait until they have been idle. */
  boolean areMany() {
    return rowsOnHeap() >= MANY_ROWS;
  }

  int rowsOnHeap() {
    return onHeap.size();
  }

  /**
   * Hands over every row that changed since the last time, and stores it with its samples. Rows
   * that have not changed for a while leave the heap; a late span brings them back.
   */
  void drainChanges(BiConsumer<StatisticsKey, Tally> sink) {
    onHeap.forEach(
        (key, row) -> {
          if (row.changedInTick == tick) {
            store.put(Bytes.wrap(key.toBytes()), row.tally.toBytes());
            sink.accept(key, row.tally);
          }
        });
    log.clear();
    if (areMany()) {
      onHeap.clear();
    } else {
      onHeap.values().removeIf(row -> row.changedInTick <= tick - IDLE_TICKS);
    }
    tick++;
  }

  /** Forgets the rows of windows that start before that. */
  void forgetBefore(long windowStartMillis) {
    if (windowStartMillis <= forgotten) {
      return;
    }
    List<StatisticsKey> over = new ArrayList<>();
    rowsBetween(forgotten, windowStartMillis, row -> over.add(key(row)));
    for (StatisticsKey key : over) {
      store.delete(Bytes.wrap(key.toBytes()));
      onHeap.remove(key);
    }
    guard.forgetBefore(windowStartMillis);
    forgotten = windowStartMillis;
  }

  private void count(Sample sample) {
    for (StatisticsSubject subject : sample.subjects()) {
      Row row = row(new StatisticsKey(subject, sample.windowStartMillis()));
      sample.addTo(row.tally);
      row.changedInTick = tick;
    }
  }

  private Row row(StatisticsKey key) {
    Row row = onHeap.get(key);
    if (row == null) {
      Tally stored = stored(key);
      row = new Row(stored == null ? Tally.emptyFor(key.subject()) : stored);
      onHeap.put(key, row);
    }
    return row;
  }

  private @Nullable Tally stored(StatisticsKey key) {
    byte[] bytes = store.get(Bytes.wrap(key.toBytes()));
    return bytes == null ? null : Tally.of(bytes);
  }

  private void restore() {
    try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
      all.forEachRemaining(row -> keep(key(row)));
    }
    log.restore(
        sample -> {
          long window = sample.windowStartMillis();
          sample.subjects().forEach(subject -> guard.keep(subject, window));
          count(sample);
        });
  }

  private void keep(StatisticsKey key) {
    guard.keep(key.subject(), key.windowStartMillis());
  }

  private void rowsBetween(long fromMillis, long toMillis, Consumer<KeyValue<Bytes, byte[]>> sink) {
    Bytes from = Bytes.wrap(StatisticsKey.beginningOf(fromMillis));
    Bytes to = Bytes.wrap(StatisticsKey.beginningOf(toMillis));
    try (KeyValueIterator<Bytes, byte[]> range = store.range(from, to)) {
      range.forEachRemaining(sink);
    }
  }

  private static StatisticsKey key(KeyValue<Bytes, byte[]> row) {
    return StatisticsKey.of(ByteBuffer.wrap(row.key.get()));
  }
}
