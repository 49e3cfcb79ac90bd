package io.spanline.statistics;

/** The mean of exact sums: the same for any order of the samples. */
public final class Mean {
  private Mean() {}

  /** Rounded half even to the nanosecond. */
  public static long ofNanos(long[] samples) {
    if (samples.length == 0) {
      throw new IllegalArgumentException("a mean needs a sample, there is none");
    }
    Total total = new Total();
    for (long sample : samples) {
      total.add(sample);
    }
    return total.mean(samples.length);
  }
}
