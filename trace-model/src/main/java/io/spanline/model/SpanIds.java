package io.spanline.model;

import java.util.Arrays;

/**
 * A number for each of the span ids of a trace: an open-addressing table without an object an id.
 * An id that is not there has the number 0.
 */
final class SpanIds {
  private static final int FEWEST = 8;

  // No span id is 0: such a place is free.
  private long[] ids = new long[FEWEST];
  private int[] numbers = new int[FEWEST];
  private int size;

  /** Forgets all of them, and a table that has grown: few need one. */
  void clear() {
    if (ids.length > FEWEST) {
      ids = new long[FEWEST];
      numbers = new int[FEWEST];
    } else {
      Arrays.fill(ids, 0);
      Arrays.fill(numbers, 0);
    }
    size = 0;
  }

  int get(long id) {
    return numbers[place(id)];
  }

  /** Sets the number of an id. */
  void put(long id, int number) {
    int place = place(id);
    if (ids[place] == 0) {
      // At most three quarters are taken.
      if (++size * 4 > ids.length * 3) {
        grow();
        place = place(id);
      }
      ids[place] = id;
    }
    numbers[place] = number;
  }

  /** The ids whose number has all of these bits, in no order. */
  long[] with(int bits) {
    long[] found = new long[size];
    int count = 0;
    for (int i = 0; i < ids.length; i++) {
      if (ids[i] != 0 && (numbers[i] & bits) == bits) {
        found[count++] = ids[i];
      }
    }
    return Arrays.copyOf(found, count);
  }

  /** Where the id is, or where it would be put. */
  private int place(long id) {
    int last = ids.length - 1;
    int place = SpanId.hash(id) & last;
    while (ids[place] != 0 && ids[place] != id) {
      place = (place + 1) & last;
    }
    return place;
  }

  private void grow() {
    long[] oldIds = ids;
    int[] oldNumbers = numbers;
    ids = new long[2 * oldIds.length];
    numbers = new int[2 * oldIds.length];
    for (int i = 0; i < oldIds.length; i++) {
      if (oldIds[i] != 0) {
        int place = place(oldIds[i]);
        ids[place] = oldIds[i];
        numbers[place] = oldNumbers[i];
      }
    }
  }
}
