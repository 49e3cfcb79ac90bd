package io.spanline.streams;

import io.spanline.topic.Topics;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads keys and values of records into arrays that are used again, each for what has its very
 * length. Many records wait at each young collection: it would copy new arrays, while those that
 * are used again are old. For one thread.
 */
final class RecordBytes implements Deserializer<byte[]> {
  private static final byte[] NONE = {};
  private static final int LONGEST = 4 << 10;
  // Of a thread: what its partitions have waiting.
  private static final int MOST_BYTES = 4 << 20;

  private final @Nullable Stack[] spent = new @Nullable Stack[LONGEST + 1];
  private int spentBytes;

  /** Arrays of one length. */
  private static final class Stack {
    private byte[][] arrays = new byte[4][];
    private int size;

    void push(byte[] array) {
      if (size == arrays.length) {
        arrays = Arrays.copyOf(arrays, 2 * size);
      }
      arrays[size++] = array;
    }

    byte[] pop() {
      byte[] array = arrays[--size];
      arrays[size] = NONE;
      return array;
    }
  }

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
            ? array(bytes.remaining())
            : new byte[bytes.remaining()];
    bytes.get(bytes.position(), array);
    return array;
  }

  private byte[] array(int length) {
    Stack same = length > LONGEST ? null : spent[length];
    if (same == null || same.size == 0) {
      return new byte[length];
    }
    spentBytes -= length;
    return same.pop();
  }

  /** Takes back what nobody reads any more. */
  void spent(byte[] array) {
    if (array.length > LONGEST) {
      return;
    }
    if (spentBytes + array.length > MOST_BYTES) {
      // Lengths that do not come any more must not keep out those that do.
      Arrays.fill(spent, null);
      spentBytes = 0;
    }
    Stack same = spent[array.length];
    if (same == null) {
      same = new Stack();
      spent[array.length] = same;
    }
    same.push(array);
    spentBytes += array.length;
  }
}
