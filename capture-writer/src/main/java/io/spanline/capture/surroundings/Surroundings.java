package io.spanline.capture.surroundings;

import io.spanline.capture.order.StopSignal;
import io.spanline.captures.TimeRange;
import io.spanline.captures.manifest.Manifest;

/** What else was the case while traces of a range were made; asked once they have been read. */
public interface Surroundings {
  /** What counts the requests that {@link #during} is told of. */
  default RequestsByWindow requests(TimeRange range) {
    return new RequestsByWindow(range);
  }

  /**
   * The conditions of a range. What cannot be found out is said so in them; it never keeps a
   * snapshot from being taken.
   *
   * @param requests of every trace that was read
   */
  Manifest.Conditions during(TimeRange range, RequestsByWindow requests, StopSignal stop);
}
