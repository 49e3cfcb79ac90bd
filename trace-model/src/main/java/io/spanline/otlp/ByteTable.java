package io.spanline.otlp;

import java.security.SecureRandom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Objects by the bytes that they were made of; finding one allocates nothing. Bounded in entries
 * and bytes: it forgets, and what is forgotten is made again.
 */
final class ByteTable<V> {
  // Nobody outside can choose bytes that collide in a table of this process.
  private static final long SEED = new SecureRandom().nextLong();
  private static final long OTHER_SEED = new SecureRandom().nextLong() | 1;

  private static final int ENTRIES = 1 << 13;
  // An entry stands in one of so many neighbouring places.
  private static final int PLACES = 8;
  private static final int MOST_KEY_BYTES = 64 << 10;
  private static final int MOST_BYTES = 8 << 20;

  @SuppressWarnings("ArrayRecordComponent") // the hot path; never changed
  private record Entry<V>(byte[] key, int hash, V value) {}

  /**
   * Two ranges of an array, one after the other, which make a key.
   *
   * @param tailFrom where the second begins
   */
  @SuppressWarnings("ArrayRecordComponent") // the hot path; never changed
  record Key(byte[] bytes, int from, int headEnd, int tailFrom, int to) {
    static Key of(byte[] bytes, int from, int to) {
      return new Key(bytes, from, to, to, to);
    }

    static Key of(byte[] bytes) {
      return of(bytes, 0, bytes.length);
    }

    int length() {
      return headEnd - from + to - tailFrom;
    }

    byte[] copy() {
      byte[] copy = Arrays.copyOfRange(bytes, from, from + length());
      System.arraycopy(bytes, tailFrom, copy, headEnd - from, to - tailFrom);
      return copy;
    }

    private boolean is(byte[] key) {
      int head = headEnd - from;
      return key.length == length()
          && Arrays.equals(key, 0, head, bytes, from, headEnd)
          && Arrays.equals(key, head, key.length, bytes, tailFrom, to);
    }

    private int hash() {
      long hash = mixed(mixed(SEED, from, headEnd), tailFrom, to);
      return (int) (hash ^ hash >>> 32);
    }

    private long mixed(long before, int start, int end) {
      long hash = before;
      int at = start;
      for (; at <= end - Long.BYTES; at += Long.BYTES) {
        hash = folded(hash ^ (long) WireCursor.LITTLE.get(bytes, at));
      }
      long rest = (long) end - at;
      for (; at < end; at++) {
        rest = rest << Byte.SIZE | (bytes[at] & 0xff);
      }
      return folded(hash ^ rest);
    }

    private static long folded(long number) {
      return number * OTHER_SEED ^ Math.multiplyHigh(number, OTHER_SEED);
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // no array of a generic type can be made
  private @Nullable Entry<V>[] entries = new Entry[ENTRIES];

  private int keyBytes;

  @Nullable V find(Key key) {
    int hash = key.hash();
    for (int place = 0; place < PLACES; place++) {
      Entry<V> entry = entries[at(hash, place)];
      if (entry == null) {
        return null;
      }
      if (entry.hash == hash && key.is(entry.key)) {
        return entry.value;
      }
    }
    return null;
  }

  /** Keeps a value that was not found; keeps none of an outsized key. */
  void put(Key key, V value) {
    if (key.length() > MOST_KEY_BYTES) {
      return;
    }
    if (keyBytes + key.length() > MOST_BYTES) {
      Arrays.fill(entries, null);
      keyBytes = 0;
    }
    int hash = key.hash();
    int place = 0;
    while (place < PLACES && entries[at(hash, place)] != null) {
      place++;
    }
    // Where all are taken, the hash's upper bits choose the one that goes.
    int chosen = at(hash, place < PLACES ? place : hash >>> 29);
    Entry<V> before = entries[chosen];
    keyBytes += key.length() - (before == null ? 0 : before.key.length);
    entries[chosen] = new Entry<>(key.copy(), hash, value);
  }

  private static int at(int hash, int place) {
    return hash + place & ENTRIES - 1;
  }
}
