package io.spanline.harness.traffic;

/** When a span starts and ends, in nanoseconds since a common start. */
record Interval(long startNanos, long endNanos) {
  /** A part of this, as a call within a request: so much of it is left before and after. */
  Interval within(long before, long after) {
    long start = startNanos + Math.min(before, lasts() / 3);
    return new Interval(start, Math.max(start, endNanos - Math.min(after, lasts() / 3)));
  }

  long lasts() {
    return endNanos - startNanos;
  }
}
