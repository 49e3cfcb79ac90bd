package io.spanline.streams;

import java.util.ArrayDeque;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Arrays of bytes to be used again, by their lengths. New ones that live for a moment too long are
 * copied by each collection, and die old. For one thread.
 */
final class ArrayPool {
  private static final int HEADER_BYTES = 16;

  private final long mostBytes;
  // By length, the array that was used last on top: its bytes are likely to be in the cache.
  private final @Nullable ArrayDeque<byte[]>[] unused;
  private long unusedBytes;

  /**
   * No array yet.
   *
   * @param longest longer ones are rare, and none of them is kept
   * @param mostBytes of the heap, for arrays that nobody uses
   */
  @SuppressWarnings({"unchecked", "rawtypes"}) // there are no arrays of generic types
  ArrayPool(int longest, long mostBytes) {
    this.mostBytes = mostBytes;
    this.unused = new ArrayDeque[longest + 1];
  }

  /** An array of that length; what stands in it is anything. */
  byte[] take(int length) {
    ArrayDeque<byte[]> same = length < unused.length ? unused[length] : null;
    byte[] array = same == null ? null : same.pollLast();
    if (array == null) {
      return new byte[length];
    }
    unusedBytes -= heapBytes(length);
    return array;
  }

  /** Takes an array that nobody uses any more. */
  void giveBack(byte[] array) {
    int heapBytes = heapBytes(array.length);
    if (array.length >= unused.length || heapBytes > mostBytes) {
      return;
    }
    if (unusedBytes + heapBytes > mostBytes) {
      // Lengths that do not come any more must not keep out those that do.
      Arrays.fill(unused, null);
      unusedBytes = 0;
    }
    ArrayDeque<byte[]> same = unused[array.length];
    if (same == null) {
      same = new ArrayDeque<>();
      unused[array.length] = same;
    }
    same.addLast(array);
    unusedBytes += heapBytes;
  }

  private static int heapBytes(int length) {
    return length + HEADER_BYTES;
  }
}
