package io.spanline.streams.statistics;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Rows that changed since something was done with them, longest ago first. */
final class ChangedRows {

  /**
   * When a row changed first.
   *
   * @param chunk of the change log
   * @param watermark what was reported before the change
   * @param millis wall clock, at the last report before the change
   */
  record Since(long chunk, long watermark, long millis) {}

  private final Map<Row, Since> rows = new LinkedHashMap<>();

  /** Whether the row was not among them. */
  boolean add(Row row, Since now) {
    return rows.putIfAbsent(row, now) == null;
  }

  void remove(Row row) {
    rows.remove(row);
  }

  boolean contains(Row row) {
    return rows.containsKey(row);
  }

  void removeBefore(long windowStartMillis) {
    rows.keySet().removeIf(row -> row.key().windowStartMillis() < windowStartMillis);
  }

  int size() {
    return rows.size();
  }

  /** When the first of them changed; null if there is none. */
  @Nullable Since oldest() {
    Iterator<Since> all = rows.values().iterator();
    return all.hasNext() ? all.next() : null;
  }

  /** The chunk that the oldest change is logged in. */
  long oldestChunk() {
    Since oldest = oldest();
    return oldest == null ? Long.MAX_VALUE : oldest.chunk();
  }

  /** Takes that many out, those first that changed longest ago. */
  void take(int number, Consumer<Row> sink) {
    Iterator<Row> all = rows.keySet().iterator();
    for (int i = 0; i < number && all.hasNext(); i++) {
      Row row = all.next();
      all.remove();
      sink.accept(row);
    }
  }
}
