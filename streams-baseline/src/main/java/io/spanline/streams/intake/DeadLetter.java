package io.spanline.streams.intake;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.spanline.otlp.Decoded;
import io.spanline.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * A record, or a part of one, on its way to the dead letters: as it came where it is small enough
 * for the topic, else its beginning. A record that came compressed may be many times as large as a
 * topic takes; refused when it is sent, under exactly-once, it would stop the application for good.
 *
 * <p>Its headers are the record's own unless they are large, then why and from where it came. Ours
 * replace a sender's of the same name, which would be taken for them.
 */
final class DeadLetter {
  static final int MOST_KEY_BYTES = 4 << 10;
  static final int MOST_HEADER_BYTES = 64 << 10;
  // Room for key, headers and framing, and for compression that makes it larger.
  static final int MOST_VALUE_BYTES = Topics.MAX_DEAD_LETTER_BYTES - (128 << 10);

  private final byte @Nullable [] key;
  private final byte @Nullable [] value;
  private final RecordHeaders headers;
  private final long timestampMillis;

  private DeadLetter(
      Record<byte[], byte[]> source,
      byte @Nullable [] value,
      Decoded.Malformed why,
      RecordMetadata from) {
    this.key = prefix(source.key(), MOST_KEY_BYTES);
    this.value = prefix(value, MOST_VALUE_BYTES);
    boolean small = bytes(source.headers()) <= MOST_HEADER_BYTES;
    this.headers = small ? new RecordHeaders(source.headers()) : new RecordHeaders();
    this.timestampMillis = source.timestamp();
    put("reason", why.reason().word());
    put("detail", ReasonLog.printable(why.detail()));
    put("source-topic", from.topic());
    put("source-partition", String.valueOf(from.partition()));
    put("source-offset", String.valueOf(from.offset()));
    if (!small) {
      put("headers-dropped", "true");
    }
    noteCut(source.key(), key, "original-key-bytes");
    noteCut(value, this.value, "original-bytes");
  }

  /** The record as it came. */
  static DeadLetter whole(
      Record<byte[], byte[]> source, Decoded.Malformed why, RecordMetadata from) {
    return new DeadLetter(source, source.value(), why, from);
  }

  /** A bad span of the record, alone with its resource. */
  static DeadLetter of(
      Decoded.Rejected rejected, Record<byte[], byte[]> source, RecordMetadata from) {
    byte[] span = rejected.span().fragment().toByteArray();
    return new DeadLetter(source, span, why(rejected), from);
  }

  /** The record as it came, for the sake of some bad spans in it. */
  static DeadLetter ofAll(
      List<Decoded.Rejected> rejected, Record<byte[], byte[]> source, RecordMetadata from) {
    DeadLetter letter = whole(source, why(rejected.get(0)), from);
    letter.put("rejected-spans", String.valueOf(rejected.size()));
    return letter;
  }

  private static Decoded.Malformed why(Decoded.Rejected rejected) {
    return new Decoded.Malformed(rejected.reason(), rejected.detail());
  }

  /** Bytes that a letter for each of these spans would take together. */
  static long bytes(List<Decoded.Rejected> rejected, Record<byte[], byte[]> source) {
    long envelope =
        Math.min(bytes(source.headers()), MOST_HEADER_BYTES)
            + (source.key() == null ? 0 : Math.min(source.key().length, MOST_KEY_BYTES));
    return rejected.stream()
        .mapToLong(one -> envelope + one.span().fragment().getSerializedSize())
        .sum();
  }

  @Nullable ByteString value() {
    // The array is the consumer's or our own and is not written to again.
    return value == null ? null : UnsafeByteOperations.unsafeWrap(value);
  }

  Record<byte[], Intake> carrying(Intake intake) {
    return new Record<>(key, intake, timestampMillis, headers);
  }

  private void noteCut(byte @Nullable [] came, byte @Nullable [] goes, String header) {
    if (came != null && goes != null && goes.length < came.length) {
      put("truncated", "true");
      put(header, String.valueOf(came.length));
    }
  }

  private static byte @Nullable [] prefix(byte @Nullable [] bytes, int most) {
    return bytes == null || bytes.length <= most ? bytes : Arrays.copyOf(bytes, most);
  }

  private void put(String name, String text) {
    headers.remove(name);
    headers.add(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /** What the headers take in a record, near enough. */
  private static long bytes(Headers headers) {
    long bytes = 0;
    for (Header header : headers) {
      int value = header.value() == null ? 0 : header.value().length;
      // A character takes up to three bytes.
      bytes += 3L * header.key().length() + value + 10;
    }
    return bytes;
  }
}
