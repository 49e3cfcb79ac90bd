package io.spanline.statistics;

import java.util.Arrays;

/**
 * Arrays of one thread that sorting and merging need for a moment, to be used again and again: new
 * ones were half of what counting a span allocated.
 */
final class SortingRoom {
  private static final ThreadLocal<SortingRoom> OF_THREAD =
      ThreadLocal.withInitial(SortingRoom::new);
  private static final int DIGITS = 1 << Byte.SIZE;
  private static final int FEWEST = 4_096;

  private final int[] places = new int[DIGITS];
  private long[] values = new long[FEWEST];
  private long[] weights = new long[FEWEST];
  private long[] samples = new long[FEWEST];

  private SortingRoom() {}

  static SortingRoom ofThread() {
    return OF_THREAD.get();
  }

  /** An array of at least that many, holding anything. */
  long[] values(int number) {
    if (values.length < number) {
      values = new long[2 * number];
    }
    return values;
  }

  /** A further array of at least that many, likewise. */
  long[] weights(int number) {
    if (weights.length < number) {
      weights = new long[2 * number];
    }
    return weights;
  }

  /** And a further one: those that are to be sorted or merged. */
  long[] samples(int number) {
    if (samples.length < number) {
      samples = new long[2 * number];
    }
    return samples;
  }

  /** Sorts the first of some samples by their bytes, the lowest byte first. */
  void sort(long[] samples, int number) {
    long least = Long.MAX_VALUE;
    long greatest = Long.MIN_VALUE;
    for (int i = 0; i < number; i++) {
      least = Math.min(least, samples[i]);
      greatest = Math.max(greatest, samples[i]);
    }
    long range = greatest - least;
    long[] from = samples;
    long[] to = values(number);
    for (int shift = 0; shift < Long.SIZE && range >>> shift != 0; shift += Byte.SIZE) {
      sortByDigit(from, to, number, least, shift);
      long[] sorted = to;
      to = from;
      from = sorted;
    }
    if (from != samples) {
      System.arraycopy(from, 0, samples, 0, number);
    }
  }

  /** Moves the samples by one of their bytes, counted from the least sample, and else in order. */
  private void sortByDigit(long[] from, long[] to, int number, long least, int shift) {
    Arrays.fill(places, 0);
    for (int i = 0; i < number; i++) {
      places[digit(from[i] - least, shift)]++;
    }
    int next = 0;
    for (int digit = 0; digit < DIGITS; digit++) {
      int count = places[digit];
      places[digit] = next;
      next += count;
    }
    for (int i = 0; i < number; i++) {
      to[places[digit(from[i] - least, shift)]++] = from[i];
    }
  }

  private static int digit(long number, int shift) {
    return (int) (number >>> shift) & (DIGITS - 1);
  }
}
