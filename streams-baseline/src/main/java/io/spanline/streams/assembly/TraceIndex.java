package io.spanline.streams.assembly;

import io.spanline.model.TraceId;

/**
 * Where each trace's skeleton stands: a hash table of longs with open addressing. A trace id is
 * read where the skeleton stands, so that a trace takes some 12 bytes here; and only where bits of
 * its hash, which stand in bits of the entry that are free, are the same.
 */
final class TraceIndex {
  /** What no entry is. */
  static final long NONE = 0;

  /** Reads the trace ids that entries stand for. */
  interface Ids {
    long high(long entry);

    long low(long entry);
  }

  private static final int LEAST_SLOTS = 1 << 4;
  // An entry's lower half is a place within 8 MiB.
  private static final long FREE_BITS = 0xff80_0000L;

  private final Ids ids;
  private long[] slots = new long[LEAST_SLOTS];
  private int size;

  TraceIndex(Ids ids) {
    this.ids = ids;
  }

  int size() {
    return size;
  }

  /** What it takes of the heap. */
  long heapBytes() {
    return (long) slots.length * Long.BYTES;
  }

  long find(TraceId traceId) {
    return plain(slots[slot(traceId.high(), traceId.low())]);
  }

  /** Puts an entry in the place of the trace's entry before, which is returned. */
  long put(TraceId traceId, long entry) {
    if ((entry & FREE_BITS) != 0) {
      throw new IllegalArgumentException("entry must leave bits free, was " + entry);
    }
    int slot = slot(traceId.high(), traceId.low());
    long before = plain(slots[slot]);
    slots[slot] = entry | (hash(traceId.high(), traceId.low()) & FREE_BITS);
    if (before == NONE && ++size > slots.length / 3 * 2) {
      grow();
    }
    return before;
  }

  /** Takes an entry out; false if the trace's entry is another one. */
  boolean remove(TraceId traceId, long entry) {
    int hole = slot(traceId.high(), traceId.low());
    if (plain(slots[hole]) != entry || entry == NONE) {
      return false;
    }
    size--;
    int next = hole;
    while (true) {
      slots[hole] = NONE;
      do {
        next = next + 1 & slots.length - 1;
        if (slots[next] == NONE) {
          return true;
        }
        // One that stands between its home and the hole stays where it is found.
      } while (isBetween(hole, home(hash(plain(slots[next]))), next));
      slots[hole] = slots[next];
      hole = next;
    }
  }

  /** Whether a home is after the hole and not after the place, around the end of the table. */
  private static boolean isBetween(int hole, int home, int place) {
    return hole <= place ? hole < home && home <= place : hole < home || home <= place;
  }

  private void grow() {
    long[] old = slots;
    slots = new long[2 * old.length];
    for (long slot : old) {
      if (slot != NONE) {
        long entry = plain(slot);
        slots[slot(ids.high(entry), ids.low(entry))] = slot;
      }
    }
  }

  /** The slot of the trace, or the empty one where it would be. */
  private int slot(long high, long low) {
    long hash = hash(high, low);
    int slot = home(hash);
    while (slots[slot] != NONE && !isAt(slots[slot], hash, high, low)) {
      slot = slot + 1 & slots.length - 1;
    }
    return slot;
  }

  private boolean isAt(long slot, long hash, long high, long low) {
    if (((slot ^ hash) & FREE_BITS) != 0) {
      return false;
    }
    long entry = plain(slot);
    return ids.low(entry) == low && ids.high(entry) == high;
  }

  private int home(long hash) {
    return (int) hash & slots.length - 1;
  }

  private long hash(long entry) {
    return hash(ids.high(entry), ids.low(entry));
  }

  /** Senders choose ids, and many choose them one after the other. */
  private static long hash(long high, long low) {
    long mixed = (high ^ Long.rotateLeft(low, 32)) * 0x9e3779b97f4a7c15L;
    return mixed ^ mixed >>> 32;
  }

  private static long plain(long slot) {
    return slot & ~FREE_BITS;
  }
}
