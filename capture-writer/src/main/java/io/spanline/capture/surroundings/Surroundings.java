package io.spanline.capture.surroundings;

import io.spanline.capture.order.StopSignal;
import io.spanline.captures.TimeRange;
import io.spanline.captures.manifest.Manifest;

/** The conditions while the traces of a range were made; asked for once they have been read. */
public interface Surroundings {
  /** A counter of the requests, to be given to {@link #during}. */
  default RequestsByWindow requests(TimeRange range) {
    return new RequestsByWindow(range);
  }

  /**
   * The conditions of a range. They say what could not be found out; that never keeps a snapshot
   * from being taken.
   *
   * @param requests of every trace that was read
   */
  Manifest.Conditions during(TimeRange range, RequestsByWindow requests, StopSignal stop);
}
