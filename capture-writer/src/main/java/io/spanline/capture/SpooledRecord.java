package io.spanline.capture;

import io.spanline.model.TraceId;
import java.time.Instant;

/**
 * Where a record lies in the spool, and what it claims.
 *
 * @param start of its own spans
 * @param position of its headers' first byte; those of its value follow
 * @param partition and offset name the record in the topic
 */
record SpooledRecord(
    TraceId id,
    Instant start,
    long position,
    int headBytes,
    int valueBytes,
    int partition,
    long offset) {

  long bytes() {
    return (long) headBytes + valueBytes;
  }
}
