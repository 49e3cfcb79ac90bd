package io.spanline.streams.statistics;

import org.jspecify.annotations.Nullable;

/**
 * Rows by their names and window, to be found without making a key: one in each slot, so a row may
 * be missing here that is on the heap.
 */
final class RecentRows {
  // Three thousand services have 12 000 rows in a window, two windows at a time.
  private static final int SLOT_BITS = 17;

  private final @Nullable Row[] slots = new Row[1 << SLOT_BITS];

  @Nullable Row find(Row.Kind kind, String name, String within, long windowStartMillis) {
    Row row = slots[slot(name, within, windowStartMillis)];
    return row != null && row.isOf(kind, name, within, windowStartMillis) ? row : null;
  }

  void put(Row row) {
    slots[slot(row)] = row;
  }

  void remove(Row row) {
    if (row.equals(slots[slot(row)])) {
      slots[slot(row)] = null;
    }
  }

  private static int slot(Row row) {
    return slot(row.name(), row.within(), row.windowStartMillis());
  }

  private static int slot(String name, String within, long windowStartMillis) {
    int hash = 31 * (31 * name.hashCode() + within.hashCode()) + Long.hashCode(windowStartMillis);
    // The multiplier spreads names that differ in a digit.
    return (hash * 0x9E3779B9) >>> (Integer.SIZE - SLOT_BITS);
  }
}
