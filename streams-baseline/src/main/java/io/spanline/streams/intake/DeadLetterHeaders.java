package io.spanline.streams.intake;

import io.spanline.otlp.Decoded;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * The headers of a dead letter: the record's own unless they are large, then why and from where it
 * came. Ours replace a sender's of the same name, which would be taken for them.
 */
final class DeadLetterHeaders {
  static final int MOST_BYTES = 64 << 10;

  private final RecordHeaders headers;

  private DeadLetterHeaders(RecordHeaders headers) {
    this.headers = headers;
  }

  static DeadLetterHeaders of(Record<?, ?> record, Decoded.Reason reason, RecordMetadata from) {
    boolean small = bytes(record.headers()) <= MOST_BYTES;
    DeadLetterHeaders headers =
        new DeadLetterHeaders(small ? new RecordHeaders(record.headers()) : new RecordHeaders());
    headers.put("reason", reason.word());
    headers.put("source-topic", from.topic());
    headers.put("source-partition", String.valueOf(from.partition()));
    headers.put("source-offset", String.valueOf(from.offset()));
    if (!small) {
      headers.put("headers-dropped", "true");
    }
    return headers;
  }

  void put(String name, String text) {
    headers.remove(name);
    headers.add(name, text.getBytes(StandardCharsets.UTF_8));
  }

  Headers headers() {
    return headers;
  }

  /** What the headers take in a record, near enough. */
  static long bytes(Headers headers) {
    long bytes = 0;
    for (Header header : headers) {
      int value = header.value() == null ? 0 : header.value().length;
      // A character takes up to three bytes.
      bytes += 3L * header.key().length() + value + 10;
    }
    return bytes;
  }
}
