package io.spanline.streams.statistics;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The rows that are on the heap, by their keys and by their names, and what they take of it. */
final class RowsOnHeap {
  private final Map<StatisticsKey, Row> byKey = new HashMap<>();
  private final RecentRows recent = new RecentRows();
  private long heapBytes;

  @Nullable Row find(StatisticsKey key) {
    return byKey.get(key);
  }

  /** Finds a row without a key; one may be missing here that is on the heap. */
  @Nullable Row find(Row.Kind kind, String name, String within, long windowStartMillis) {
    return recent.find(kind, name, within, windowStartMillis);
  }

  void add(Row row) {
    byKey.put(row.key(), row);
    recount(row);
  }

  /** The row is asked for by the names that it has. */
  void isAsked(Row row) {
    recent.put(row);
  }

  /** Says that the row has changed. */
  void recount(Row row) {
    heapBytes += row.recount();
  }

  void remove(Predicate<Row> some) {
    byKey.values().removeIf(row -> some.test(row) && leaves(row));
  }

  private boolean leaves(Row row) {
    heapBytes -= row.discharge();
    // One at a time: of the others, those that change now are looked for in each emission.
    recent.remove(row);
    return true;
  }

  /** What the rows take, by estimate. */
  long heapBytes() {
    return heapBytes;
  }
}
