package io.spanline.streams.statistics;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
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

  private final Row.Queue queue;
  private final Map<Row, Since> rows = new LinkedHashMap<>();
  // The most that there were since there was none.
  private long most;

  ChangedRows(Row.Queue queue) {
    this.queue = queue;
  }

  /** Whether the row was not among them. */
  boolean add(Row row, Since now) {
    boolean isNew = row.enters(queue);
    if (isNew) {
      rows.put(row, now);
    }
    return isNew;
  }

  void remove(Row row) {
    if (row.isIn(queue)) {
      row.leaves(queue);
      rows.remove(row);
    }
  }

  /** Removes those of windows that start before that. */
  void removeBefore(long windowStartMillis) {
    List<Row> old =
        rows.keySet().stream().filter(row -> row.windowStartMillis() < windowStartMillis).toList();
    old.forEach(this::remove);
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

  /**
   * Takes a share out, those first that changed longest ago: called again and again, so many that
   * none stays for longer than some time.
   */
  void takeInPace(long elapsedMillis, long withinMillis, Consumer<Row> sink) {
    most = Math.max(most, rows.size());
    take(Math.toIntExact((most * elapsedMillis + withinMillis - 1) / withinMillis), sink);
    if (rows.isEmpty()) {
      most = 0;
    }
  }

  /** Takes up to that many out, those first that changed longest ago. */
  void take(int number, Consumer<Row> sink) {
    take(number, row -> true, sink);
  }

  /** Takes up to that many of some out, those first that changed longest ago. */
  void take(int number, Predicate<Row> some, Consumer<Row> sink) {
    Iterator<Row> all = rows.keySet().iterator();
    for (int taken = 0; taken < number && all.hasNext(); ) {
      Row row = all.next();
      if (some.test(row)) {
        all.remove();
        row.leaves(queue);
        sink.accept(row);
        taken++;
      }
    }
  }
}
