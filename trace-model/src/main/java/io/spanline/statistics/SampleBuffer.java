package io.spanline.statistics;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Samples that wait, each with its value: as ints while all of them are (latencies below 2.1 s), as
 * longs from the first on that is none, since there are tens of thousands of buffers.
 */
final class SampleBuffer {
  private static final int[] NONE = {};
  private static final int FEW = 8;
  // With the header of its array.
  private static final int OBJECT_BYTES = 48;
  // From this number on, sorting by bytes is faster than comparing.
  private static final int MANY = 256;

  private final int most;
  private int[] ints = NONE;
  private long @Nullable [] longs;
  private int size;
  // How many, from the first on, are in order.
  private int ordered;

  /**
   * An empty one.
   *
   * @param most the bound of its size
   */
  SampleBuffer(int most) {
    this.most = most;
  }

  int size() {
    return size;
  }

  /** Whether that number more stay within its bound. */
  boolean hasRoom(int more) {
    return size + more <= most;
  }

  void add(long sample) {
    reserve(1);
    if (longs == null && (int) sample != sample) {
      longs = widen(new long[ints.length]);
      ints = NONE;
    }
    if (longs == null) {
      ints[size++] = (int) sample;
    } else {
      longs[size++] = sample;
    }
  }

  /** Adds all samples of another one, which stays as it is. */
  void addAll(SampleBuffer other) {
    reserve(other.size);
    if (longs == null && other.longs == null) {
      System.arraycopy(other.ints, 0, ints, size, other.size);
      size += other.size;
      return;
    }
    for (int i = 0; i < other.size; i++) {
      add(other.at(i));
    }
  }

  /** Fills an empty one with the first of some samples that are in order. */
  void fill(long[] sorted, int number) {
    reserve(number);
    for (int i = 0; i < number; i++) {
      add(sorted[i]);
    }
    ordered = size;
  }

  private void reserve(int more) {
    int room = longs == null ? ints.length : longs.length;
    if (size + more <= room) {
      return;
    }
    int length = Math.min(most, Math.max(size + more, Math.max(FEW, 2 * room)));
    if (longs == null) {
      ints = Arrays.copyOf(ints, length);
    } else {
      longs = Arrays.copyOf(longs, length);
    }
  }

  int heapBytes() {
    return OBJECT_BYTES + (longs == null ? Integer.BYTES * ints.length : Long.BYTES * longs.length);
  }

  void clear() {
    size = 0;
    ordered = 0;
  }

  long at(int index) {
    return longs == null ? ints[index] : longs[index];
  }

  /** The samples in order, and behind them anything; until this thread sorts others. */
  long[] sorted() {
    sort();
    return longs == null ? widen(SortingRoom.ofThread().samples(size)) : longs;
  }

  /** Puts them in order. */
  void sort() {
    if (ordered == size) {
      return;
    }
    if (size - ordered >= MANY) {
      sortByBytes();
    } else if (longs == null) {
      // Two steps: what is in order already is then merged with the rest and not sorted again.
      Arrays.sort(ints, ordered, size);
      Arrays.sort(ints, 0, size);
    } else {
      Arrays.sort(longs, ordered, size);
      Arrays.sort(longs, 0, size);
    }
    ordered = size;
  }

  private void sortByBytes() {
    SortingRoom room = SortingRoom.ofThread();
    if (longs != null) {
      room.sort(longs, size);
      return;
    }
    long[] wide = widen(room.samples(size));
    room.sort(wide, size);
    for (int i = 0; i < size; i++) {
      ints[i] = (int) wide[i];
    }
  }

  private long[] widen(long[] wide) {
    for (int i = 0; i < size; i++) {
      wide[i] = ints[i];
    }
    return wide;
  }
}
