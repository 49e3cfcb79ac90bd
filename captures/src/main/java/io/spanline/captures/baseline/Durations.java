package io.spanline.captures.baseline;

import java.util.Arrays;
import java.util.Collection;

/** Durations in nanoseconds, in the order they came. */
public final class Durations {
  private long[] nanos = new long[8];
  private int count;

  void add(long duration) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * count);
    }
    nanos[count++] = duration;
  }

  /** How many. */
  public int count() {
    return count;
  }

  /** A copy in order of arrival. */
  public long[] arrivals() {
    return Arrays.copyOf(nanos, count);
  }

  /** Those of a copy. */
  public static Durations of(long[] inOrder) {
    Durations durations = new Durations();
    for (long each : inOrder) {
      durations.add(each);
    }
    return durations;
  }

  /** A copy in ascending order. */
  long[] sorted() {
    long[] sorted = arrivals();
    Arrays.sort(sorted);
    return sorted;
  }

  /**
   * All of these, each in ascending order, in ascending order: which merges them, if they are few.
   */
  static long[] merged(Collection<long[]> parts) {
    long[] all = new long[Math.toIntExact(parts.stream().mapToLong(part -> part.length).sum())];
    int from = 0;
    for (long[] part : parts) {
      System.arraycopy(part, 0, all, from, part.length);
      from += part.length;
    }
    Arrays.sort(all);
    return all;
  }
}
