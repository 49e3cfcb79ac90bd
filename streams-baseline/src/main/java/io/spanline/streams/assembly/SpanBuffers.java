package io.spanline.streams.assembly;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The arrays that hold the bytes of a partition's open spans, used again and again. An array of its
 * own for each span would grow old before its trace is emitted and be dead two seconds later, which
 * is what costs a collector most.
 */
final class SpanBuffers {
  // What an array takes on the heap is a multiple of this, so that arrays fit other spans too.
  private static final int STEP_BYTES = 32;
  private static final int HEADER_BYTES = 16;
  // A span that takes more is rare, and so is another that fits its array.
  private static final int MOST_BYTES = 4_096;

  private final long mostUnusedBytes;
  // By steps, the array that was used last on top: its bytes are likely to be in the cache.
  private final List<ArrayDeque<byte[]>> unused = new ArrayList<>();
  private long unusedBytes;

  /**
   * No array yet.
   *
   * @param mostUnusedBytes arrays that nobody uses are kept up to these
   */
  SpanBuffers(long mostUnusedBytes) {
    this.mostUnusedBytes = mostUnusedBytes;
    for (int steps = 0; steps <= MOST_BYTES / STEP_BYTES; steps++) {
      unused.add(new ArrayDeque<>());
    }
  }

  /** An array with room for so many bytes; what stands in it is anything. */
  byte[] take(int bytes) {
    int heapBytes = heapBytes(bytes);
    byte[] array = heapBytes > MOST_BYTES ? null : unused.get(heapBytes / STEP_BYTES).pollLast();
    if (array == null) {
      return new byte[heapBytes - HEADER_BYTES];
    }
    unusedBytes -= heapBytes;
    return array;
  }

  /** Takes back an array that {@link #take} gave and nobody uses any more. */
  void giveBack(byte[] array) {
    int heapBytes = heapBytes(array.length);
    if (heapBytes > Math.min(MOST_BYTES, mostUnusedBytes)) {
      return;
    }
    if (unusedBytes + heapBytes > mostUnusedBytes) {
      // Sizes that do not come any more must not keep out those that do.
      unused.forEach(ArrayDeque::clear);
      unusedBytes = 0;
    }
    unused.get(heapBytes / STEP_BYTES).addLast(array);
    unusedBytes += heapBytes;
  }

  /** What an array with room for so many bytes takes on the heap. */
  static int heapBytes(int bytes) {
    return (bytes + HEADER_BYTES + STEP_BYTES - 1) / STEP_BYTES * STEP_BYTES;
  }
}
