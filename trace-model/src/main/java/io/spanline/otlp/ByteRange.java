package io.spanline.otlp;

import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Two ranges of an array, one after the other, which make a key of a {@link ByteTable}. Most keys
 * have the first alone. One is set again for each question: several are asked of every span.
 */
final class ByteRange {
  // Nobody outside can choose bytes that collide in a table of this process.
  private static final long SEED = new SecureRandom().nextLong();
  private static final long OTHER_SEED = new SecureRandom().nextLong() | 1;
  private static final byte[] NONE = {};

  private byte[] bytes = NONE;
  private int from;
  private int headEnd;
  private int tailFrom;
  private int to;

  /** All of an array. */
  static ByteRange of(byte[] bytes) {
    return new ByteRange().set(bytes, 0, bytes.length);
  }

  /** Makes it one range. */
  ByteRange set(byte[] ofBytes, int start, int end) {
    bytes = ofBytes;
    from = start;
    headEnd = end;
    tailFrom = end;
    to = end;
    return this;
  }

  /** Leaves out what stands between two of its places. */
  ByteRange without(int start, int end) {
    headEnd = start;
    tailFrom = end;
    return this;
  }

  int headEnd() {
    return headEnd;
  }

  int tailFrom() {
    return tailFrom;
  }

  int length() {
    return headEnd - from + to - tailFrom;
  }

  byte[] copy() {
    byte[] copy = Arrays.copyOfRange(bytes, from, from + length());
    System.arraycopy(bytes, tailFrom, copy, headEnd - from, to - tailFrom);
    return copy;
  }

  boolean is(byte[] key) {
    int head = headEnd - from;
    return key.length == length()
        && Arrays.equals(key, 0, head, bytes, from, headEnd)
        && Arrays.equals(key, head, key.length, bytes, tailFrom, to);
  }

  int hash() {
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
