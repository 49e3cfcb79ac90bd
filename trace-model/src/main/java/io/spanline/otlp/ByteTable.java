package io.spanline.otlp;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Objects by the bytes that they were made of; finding one allocates nothing. Bounded in entries
 * and bytes: it forgets, and what is forgotten is made again.
 */
final class ByteTable<V> {
  private static final int ENTRIES = 1 << 13;
  // An entry stands in one of so many neighbouring places.
  private static final int PLACES = 8;
  private static final int MOST_KEY_BYTES = 64 << 10;
  private static final int MOST_BYTES = 2 << 20;

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Entry<V>(byte[] key, int hash, V value) {}

  @SuppressWarnings({"unchecked", "rawtypes"}) // no array of a generic type can be made
  private @Nullable Entry<V>[] entries = new Entry[ENTRIES];

  private int keyBytes;

  @Nullable V find(ByteRange key) {
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
  void put(ByteRange key, V value) {
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

  /** What the keys take that it holds. */
  int keyBytes() {
    return keyBytes;
  }

  private static int at(int hash, int place) {
    return hash + place & ENTRIES - 1;
  }
}
