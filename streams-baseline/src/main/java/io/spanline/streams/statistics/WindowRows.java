package io.spanline.streams.statistics;

import io.spanline.statistics.LatencyDigest;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The cumulative rows of one partition, on the heap and in two stores. A request is written once,
 * small, as it comes; the rows it changed are rewritten only when they are forwarded. So a row of
 * kilobytes is not rewritten for every request, and a crash between two rewrites loses nothing.
 */
final class WindowRows {
  private static final class Row {
    private long errors;
    private LatencyDigest latencies = new LatencyDigest();
    // Rows read back may have changed after they were last forwarded: saying it again is harmless.
    private boolean changed = true;

    void add(Request request) {
      latencies.add(request.durationNanos());
      errors += request.failed() ? 1 : 0;
      changed = true;
    }
  }

  private final KeyValueStore<String, StatisticsUpdate.Part> rows;
  private final KeyValueStore<Long, byte[]> requests;
  private final int partition;
  private final Map<StatisticsKey, Row> byKey = new HashMap<>();
  private long firstUnmerged;
  private long next;

  WindowRows(
      KeyValueStore<String, StatisticsUpdate.Part> rows,
      KeyValueStore<Long, byte[]> requests,
      int partition) {
    this.rows = rows;
    this.requests = requests;
    this.partition = partition;
    restoreRows();
    restoreRequests();
  }

  void add(Request request) {
    requests.put(next++, request.toBytes());
    byKey.computeIfAbsent(request.key(), key -> new Row()).add(request);
  }

  /** Hands over every row that changed since the last time, and merges its requests into it. */
  void drainChanges(BiConsumer<StatisticsKey, StatisticsUpdate.Part> sink) {
    byKey.forEach(
        (key, row) -> {
          if (row.changed) {
            StatisticsUpdate.Part part =
                new StatisticsUpdate.Part(partition, row.errors, row.latencies);
            rows.put(key.toString(), part);
            sink.accept(key, part);
            row.changed = false;
          }
        });
    for (; firstUnmerged < next; firstUnmerged++) {
      requests.delete(firstUnmerged);
    }
  }

  /** Forgets the rows of windows that start before that. */
  void forgetBefore(long windowStartMillis) {
    Iterator<StatisticsKey> keys = byKey.keySet().iterator();
    while (keys.hasNext()) {
      StatisticsKey key = keys.next();
      if (key.windowStartMillis() < windowStartMillis) {
        rows.delete(key.toString());
        keys.remove();
      }
    }
  }

  private void restoreRows() {
    try (KeyValueIterator<String, StatisticsUpdate.Part> all = rows.all()) {
      while (all.hasNext()) {
        KeyValue<String, StatisticsUpdate.Part> stored = all.next();
        Row row = new Row();
        row.errors = stored.value.errors();
        row.latencies = stored.value.latencies();
        byKey.put(StatisticsKey.parse(stored.key), row);
      }
    }
  }

  private void restoreRequests() {
    Map<Long, byte[]> inOrder = new TreeMap<>();
    try (KeyValueIterator<Long, byte[]> all = requests.all()) {
      all.forEachRemaining(stored -> inOrder.put(stored.key, stored.value));
    }
    for (Map.Entry<Long, byte[]> stored : inOrder.entrySet()) {
      Request request = Request.of(stored.getValue());
      byKey.computeIfAbsent(request.key(), key -> new Row()).add(request);
      next = stored.getKey() + 1;
    }
    firstUnmerged = inOrder.isEmpty() ? 0 : inOrder.keySet().iterator().next();
  }
}
