package io.spanline.captures;

import java.time.Instant;

/** A half-open range of time: {@code from} belongs to it, {@code to} does not. */
public record TimeRange(Instant from, Instant to) {
  public TimeRange {
    Schemas.require(from, "range.from");
    Schemas.require(to, "range.to");
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException(
          "a range must end after it starts, was " + from + "/" + to);
    }
  }

  public boolean contains(Instant instant) {
    return !instant.isBefore(from) && instant.isBefore(to);
  }

  @Override
  public String toString() {
    return from + "/" + to;
  }
}
