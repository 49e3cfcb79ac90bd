package io.spanline.streams.assembly;

/**
 * Where a span stands in its input partition, as a number that grows along it: the offset of its
 * record, then its place among the record's spans.
 */
final class Position {
  // A record of 8 MiB has fewer spans than that.
  private static final int INDEX_BITS = 20;

  private Position() {}

  static long of(long offset, int index) {
    return offset << INDEX_BITS | index;
  }

  /** The position of the first span of a record. */
  static long of(long offset) {
    return of(offset, 0);
  }

  /** The position of the first span of the record after one. */
  static long after(long position) {
    return of(offset(position) + 1);
  }

  static long offset(long position) {
    return position >> INDEX_BITS;
  }
}
