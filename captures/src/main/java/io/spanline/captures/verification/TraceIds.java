package io.spanline.captures.verification;

import io.spanline.model.TraceId;

/** A set of trace ids in some 32 bytes each. */
final class TraceIds {
  // Pairs of longs; both are zero where there is none, since that is no trace id.
  private long[] table = new long[1 << 13];
  private int size;

  /** Adds an id; false where it is there already. */
  boolean add(TraceId id) {
    if (4 * (size + 1) > table.length) {
      grow();
    }
    if (!put(id.high(), id.low())) {
      return false;
    }
    size++;
    return true;
  }

  private boolean put(long high, long low) {
    long hash = (high * 31 + low) * 0x9E3779B97F4A7C15L;
    int mask = table.length / 2 - 1;
    int slot = (int) (hash >>> 32) & mask;
    while (table[2 * slot] != 0 || table[2 * slot + 1] != 0) {
      if (table[2 * slot] == high && table[2 * slot + 1] == low) {
        return false;
      }
      slot = (slot + 1) & mask;
    }
    table[2 * slot] = high;
    table[2 * slot + 1] = low;
    return true;
  }

  private void grow() {
    long[] old = table;
    table = new long[2 * old.length];
    for (int i = 0; i < old.length; i += 2) {
      if (old[i] != 0 || old[i + 1] != 0) {
        put(old[i], old[i + 1]);
      }
    }
  }
}
