package io.spanline.capture.kafka;

import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A record of {@code traces} as it came. Its bytes are handed on, not kept or changed; a copy of
 * each would double the traffic of a large read.
 */
@SuppressWarnings("ArrayRecordComponent") // see above
public record TraceRecord(
    int partition, long offset, Instant time, Headers headers, byte @Nullable [] value) {
  static TraceRecord of(ConsumerRecord<?, byte[]> record) {
    return new TraceRecord(
        record.partition(),
        record.offset(),
        Instant.ofEpochMilli(record.timestamp()),
        record.headers(),
        record.value());
  }
}
