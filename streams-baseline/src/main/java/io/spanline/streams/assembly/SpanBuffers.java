package io.spanline.streams.assembly;

import io.spanline.streams.store.ArrayPool;

/**
 * The arrays that hold the bytes of a partition's open spans, used again and again. An array of its
 * own for each span would grow old before its trace is emitted and be dead two seconds later, which
 * is what costs a collector most.
 */
final class SpanBuffers {
  // What an array takes on the heap is a multiple of this, so that arrays fit other spans too.
  private static final int STEP_BYTES = 16;
  private static final int HEADER_BYTES = 16;
  // A span that takes more is rare, and so is another that fits its array.
  private static final int MOST_BYTES = 4_096;

  private final ArrayPool arrays;

  /**
   * No array yet.
   *
   * @param mostUnusedBytes arrays that nobody uses are kept up to these
   */
  SpanBuffers(long mostUnusedBytes) {
    this.arrays = new ArrayPool(MOST_BYTES - HEADER_BYTES, mostUnusedBytes);
  }

  /** An array with room for so many bytes; what stands in it is anything. */
  byte[] take(int bytes) {
    return arrays.take(heapBytes(bytes) - HEADER_BYTES);
  }

  /** Takes back an array that {@link #take} gave and nobody uses any more. */
  void giveBack(byte[] array) {
    arrays.giveBack(array);
  }

  /** What an array with room for so many bytes takes on the heap. */
  static int heapBytes(int bytes) {
    return (bytes + HEADER_BYTES + STEP_BYTES - 1) / STEP_BYTES * STEP_BYTES;
  }
}
