package io.spanline.capture.kafka;

import io.spanline.captures.manifest.Selection;
import io.spanline.model.TraceId;
import java.nio.charset.StandardCharsets;
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
    int partition,
    long offset,
    Instant time,
    byte @Nullable [] key,
    Headers headers,
    byte @Nullable [] value) {
  static TraceRecord of(ConsumerRecord<byte[], byte[]> record) {
    return new TraceRecord(
        record.partition(),
        record.offset(),
        Instant.ofEpochMilli(record.timestamp()),
        record.key(),
        record.headers(),
        record.value());
  }

  /** Whether a filter may take its trace; if the key is that trace's id, nothing is decoded. */
  public boolean mayMatch(Selection.Filter where) {
    if (key == null || where.traceIdPrefix() == null) {
      return true;
    }
    try {
      return where.mayTake(TraceId.parse(new String(key, StandardCharsets.ISO_8859_1)));
    } catch (IllegalArgumentException e) {
      return true;
    }
  }
}
