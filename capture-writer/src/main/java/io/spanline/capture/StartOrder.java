package io.spanline.capture;

import java.time.Instant;

/**
 * The traces of an index in the order of a capture's lines: by start, then by id. A merge sort of
 * numbers, since traces come nearly in that order: what is sorted already is not moved.
 */
final class StartOrder {
  private final RecordIndex index;
  // Of each trace: the number of its first record, and its start.
  private final int[] firsts;
  private final long[] starts;
  private int[] order;

  StartOrder(RecordIndex index) {
    this.index = index;
    this.firsts = new int[index.traces()];
    this.starts = new long[index.traces()];
    this.order = new int[index.traces()];
    int trace = 0;
    for (int record = 0; record < index.size(); record++) {
      if (index.isFirst(record)) {
        firsts[trace] = record;
        starts[trace] = index.startNanos(record);
        order[trace] = trace;
        trace++;
      }
    }
    sort();
  }

  int size() {
    return order.length;
  }

  /** The first record of the trace at a place of the order. */
  int firstRecord(int place) {
    return firsts[order[place]];
  }

  Instant start(int place) {
    return RecordIndex.instant(starts[order[place]]);
  }

  /** The first place whose trace does not start before an instant. */
  int placeOf(Instant instant) {
    int from = 0;
    int to = order.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (start(middle).isBefore(instant)) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }

  private void sort() {
    int[] from = order;
    int[] into = new int[from.length];
    for (int width = 1; width < from.length && width > 0; width *= 2) {
      for (int begin = 0; begin < from.length; begin += 2 * width) {
        int middle = Math.min(from.length, begin + width);
        int end = Math.min(from.length, middle + width);
        merge(from, into, begin, middle, end);
      }
      int[] merged = into;
      into = from;
      from = merged;
    }
    order = from;
  }

  private void merge(int[] from, int[] into, int begin, int middle, int end) {
    if (middle == end || compare(from[middle - 1], from[middle]) <= 0) {
      System.arraycopy(from, begin, into, begin, end - begin);
      return;
    }
    int left = begin;
    int right = middle;
    for (int i = begin; i < end; i++) {
      boolean takeLeft = right == end || (left < middle && compare(from[left], from[right]) <= 0);
      into[i] = takeLeft ? from[left++] : from[right++];
    }
  }

  private int compare(int one, int other) {
    int byStart = Long.compareUnsigned(starts[one], starts[other]);
    return byStart != 0 ? byStart : index.compareIds(firsts[one], firsts[other]);
  }
}
