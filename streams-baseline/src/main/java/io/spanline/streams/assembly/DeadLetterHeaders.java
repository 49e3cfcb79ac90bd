package io.spanline.streams.assembly;

import io.spanline.otlp.Decoded;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** The headers of a dead letter: the record's own, then why and from where it came. */
final class DeadLetterHeaders {
  private DeadLetterHeaders() {}

  static <K, V> Record<K, V> on(Record<K, V> letter, Decoded.Reason reason, RecordMetadata from) {
    Headers headers = new RecordHeaders(letter.headers());
    put(headers, "reason", reason.word());
    put(headers, "source-topic", from.topic());
    put(headers, "source-partition", String.valueOf(from.partition()));
    put(headers, "source-offset", String.valueOf(from.offset()));
    return letter.withHeaders(headers);
  }

  /** Replaces the sender's header of that name, which would be taken for ours. */
  private static void put(Headers headers, String name, String text) {
    headers.remove(name);
    headers.add(name, text.getBytes(StandardCharsets.UTF_8));
  }
}
