package io.spanline.streams;

import io.spanline.topic.Topics;
import java.nio.ByteBuffer;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads keys and values of records into arrays that are used again, each for what has its very
 * length. Many records wait at each young collection: it would copy new arrays, while those that
 * are used again are old. For one thread.
 */
final class RecordBytes implements Deserializer<byte[]> {
  private static final int LONGEST = 4 << 10;
  // Of a thread: what its partitions have waiting.
  private static final int MOST_BYTES = 4 << 20;

  private final ArrayPool arrays = new ArrayPool(LONGEST, MOST_BYTES);

  @Override
  public byte[] deserialize(String topic, byte[] bytes) {
    return bytes;
  }

  @Override
  public byte @Nullable [] deserialize(String topic, Headers headers, @Nullable ByteBuffer bytes) {
    if (bytes == null) {
      return null;
    }
    // What else the thread reads, nobody gives back.
    byte[] array =
        topic.equals(Topics.OTLP_SPANS.name())
            ? arrays.take(bytes.remaining())
            : new byte[bytes.remaining()];
    bytes.get(bytes.position(), array);
    return array;
  }

  /** Takes back what nobody reads any more. */
  void spent(byte[] array) {
    arrays.giveBack(array);
  }
}
