package io.spanline.captures.verification;

import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Durations of which figures are asked once all are there: 8 bytes each. */
final class Durations {
  private long[] nanos = new long[1_024];
  private int count;
  private boolean sorted;

  void add(long duration) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * count);
    }
    nanos[count++] = duration;
    sorted = false;
  }

  long count() {
    return count;
  }

  /** By nearest rank; null without any. */
  @Nullable Duration percentile(double percent) {
    if (count == 0) {
      return null;
    }
    if (!sorted) {
      Arrays.sort(nanos, 0, count);
      sorted = true;
    }
    int rank = (int) Math.ceil(Math.nextDown(percent) / 100 * count);
    return Duration.ofNanos(nanos[Math.max(rank, 1) - 1]);
  }
}
