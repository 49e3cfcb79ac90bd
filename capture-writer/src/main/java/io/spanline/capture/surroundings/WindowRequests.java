package io.spanline.capture.surroundings;

import io.spanline.model.SpanFacts;

/** The requests of one service in one window, as far as they can be counted exactly. */
public record WindowRequests(
    long requests, long errors, long sumNanos, long minNanos, long maxNanos) {

  static WindowRequests of(SpanFacts entry) {
    long nanos = entry.durationNanos();
    return new WindowRequests(1, entry.isError() ? 1 : 0, nanos, nanos, nanos);
  }

  /** Both together. */
  public WindowRequests plus(WindowRequests other) {
    return new WindowRequests(
        requests + other.requests,
        errors + other.errors,
        sumNanos + other.sumNanos,
        Math.min(minNanos, other.minNanos),
        Math.max(maxNanos, other.maxNanos));
  }
}
