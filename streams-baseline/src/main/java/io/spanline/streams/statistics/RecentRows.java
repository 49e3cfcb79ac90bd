package io.spanline.streams.statistics;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Rows by their names and window, to be found without making a key: one in each slot, so a row may
 * be missing here that is on the heap.
 */
final class RecentRows {
  // Four times the rows that three thousand services have in a window.
  private static final int SLOTS = 1 << 16;

  private final @Nullable Row[] slots = new Row[SLOTS];

  @Nullable Row find(String name, String within, long windowStartMillis) {
    Row row = slots[slot(name, within, windowStartMillis)];
    return row != null && row.isOf(name, within, windowStartMillis) ? row : null;
  }

  void put(Row row) {
    slots[slot(row.name(), row.within(), row.key().windowStartMillis())] = row;
  }

  void clear() {
    Arrays.fill(slots, null);
  }

  private static int slot(String name, String within, long windowStartMillis) {
    int hash = 31 * (31 * name.hashCode() + within.hashCode()) + Long.hashCode(windowStartMillis);
    // The multiplier spreads names that differ in a digit.
    return (hash * 0x9E3779B9) >>> 16;
  }
}
