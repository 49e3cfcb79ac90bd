package io.spanline.streams.intake;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.spanline.otlp.Decoded;
import io.spanline.topic.Topics;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * A record, or a part of one, on its way to the dead letters: as it came where it is small enough
 * for the topic, else its beginning. A record that came compressed may be many times as large as a
 * topic takes; refused when it is sent, under exactly-once, it would stop the application for good.
 */
final class DeadLetter {
  static final int MOST_KEY_BYTES = 4 << 10;
  // Room for key, headers and framing, and for compression that makes it larger.
  static final int MOST_VALUE_BYTES = Topics.MAX_DEAD_LETTER_BYTES - (128 << 10);

  private final byte @Nullable [] key;
  private final byte @Nullable [] value;
  private final DeadLetterHeaders headers;
  private final long timestampMillis;

  private DeadLetter(
      Record<byte[], byte[]> source, byte @Nullable [] value, DeadLetterHeaders headers) {
    this.key = prefix(source.key(), MOST_KEY_BYTES);
    this.value = prefix(value, MOST_VALUE_BYTES);
    this.headers = headers;
    this.timestampMillis = source.timestamp();
    noteCut(source.key(), key, "original-key-bytes");
    noteCut(value, this.value, "original-bytes");
  }

  /** The record as it came. */
  static DeadLetter whole(
      Record<byte[], byte[]> source, Decoded.Reason reason, RecordMetadata from) {
    return new DeadLetter(source, source.value(), DeadLetterHeaders.of(source, reason, from));
  }

  /** A bad span of the record, alone with its resource. */
  static DeadLetter of(
      Decoded.Rejected rejected, Record<byte[], byte[]> source, RecordMetadata from) {
    return new DeadLetter(
        source,
        rejected.span().fragment().toByteArray(),
        DeadLetterHeaders.of(source, rejected.reason(), from));
  }

  /** The record as it came, for the sake of some bad spans in it. */
  static DeadLetter ofAll(
      List<Decoded.Rejected> rejected, Record<byte[], byte[]> source, RecordMetadata from) {
    DeadLetter letter = whole(source, rejected.get(0).reason(), from);
    letter.headers.put("rejected-spans", String.valueOf(rejected.size()));
    return letter;
  }

  /** Bytes that a letter for each of these spans would take together. */
  static long bytes(List<Decoded.Rejected> rejected, Record<byte[], byte[]> source) {
    long envelope =
        Math.min(DeadLetterHeaders.bytes(source.headers()), DeadLetterHeaders.MOST_BYTES)
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
    return new Record<>(key, intake, timestampMillis, headers.headers());
  }

  private void noteCut(byte @Nullable [] came, byte @Nullable [] goes, String header) {
    if (came != null && goes != null && goes.length < came.length) {
      headers.put("truncated", "true");
      headers.put(header, String.valueOf(came.length));
    }
  }

  private static byte @Nullable [] prefix(byte @Nullable [] bytes, int most) {
    return bytes == null || bytes.length <= most ? bytes : Arrays.copyOf(bytes, most);
  }
}
