package io.spanline.capture.surroundings;

import java.time.Instant;

/**
 * One number that a service's process measured of itself.
 *
 * @param process tells processes of a service apart: its instance's id, and when it began counting
 * @param started when the counter was 0
 * @param cumulative whether it counts from its start, else from the point before
 */
record MetricPoint(
    String service,
    String process,
    Kind kind,
    Instant started,
    Instant at,
    double value,
    boolean cumulative) {

  /** What was measured. */
  enum Kind {
    /** Seconds of processor time. */
    CPU,
    /** Bytes of one pool of the heap. */
    HEAP
  }
}
