package io.spanline.streams.statistics;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import io.spanline.streams.store.RowFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What was added to the rows since they were stored whole, a chunk for each commit. A chunk begins
 * with the format; a row's key stands in it once, before its first sample, and is a number after
 * that.
 */
final class ChangeLog {
  // A changelog takes 1 MiB a record; a sample is at most some 700 bytes with its key.
  static final int CHUNK_BYTES = 256 << 10;

  private static final int FORMAT_BYTES = 1;
  private static final int BUFFER_BYTES = 4 << 10;
  private static final byte FORGET = 'f';
  private static final byte ADD = 'a';

  /** Takes what was logged, in its order. */
  interface Reader {
    void added(long chunk, StatisticsKey key, Sample sample);

    void forgotten(long windowStartMillis);
  }

  private final KeyValueStore<Long, byte[]> store;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private CodedOutputStream out = CodedOutputStream.newInstance(bytes, BUFFER_BYTES);
  private int rows;
  private long storedBytes;
  private long first;
  private long chunk;

  ChangeLog(KeyValueStore<Long, byte[]> store) {
    this.store = store;
    bytes.write(RowFormat.CURRENT);
  }

  /** The number of the chunk that is being filled. */
  long chunk() {
    return chunk;
  }

  /** What the stored chunks take of the heap. */
  long storedBytes() {
    return storedBytes;
  }

  void append(Row row, Sample sample) {
    try {
      out.writeRawByte(ADD);
      int number = row.numberIn(chunk);
      if (number < 0) {
        row.number(chunk, rows);
        out.writeUInt32NoTag(rows++);
        out.writeByteArrayNoTag(row.key().toBytes());
      } else {
        out.writeUInt32NoTag(number);
      }
      sample.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be written", e);
    }
    if (out.getTotalBytesWritten() >= CHUNK_BYTES) {
      store();
    }
  }

  /** Logs that rows of windows that start before that are gone. */
  void forget(long windowStartMillis) {
    try {
      out.writeRawByte(FORGET);
      out.writeInt64NoTag(windowStartMillis);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be written", e);
    }
  }

  /** Stores the chunk and begins the next one, even if there is nothing in it. */
  void store() {
    try {
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be written", e);
    }
    if (bytes.size() > FORMAT_BYTES) {
      store.put(chunk, bytes.toByteArray());
      storedBytes += bytes.size();
    }
    bytes.reset();
    bytes.write(RowFormat.CURRENT);
    out = CodedOutputStream.newInstance(bytes, BUFFER_BYTES);
    rows = 0;
    chunk++;
  }

  /** Deletes the chunks before that one. */
  void deleteBefore(long needed) {
    for (; first < needed; first++) {
      byte[] over = store.get(first);
      if (over != null) {
        store.delete(first);
        storedBytes -= over.length;
      }
    }
  }

  /**
   * Hands over all that is stored; what is logged after that comes in later chunks.
   *
   * @param last the last chunk that any stored row holds
   */
  void restore(long last, Reader reader) {
    chunk = last + 1;
    first = chunk;
    try (KeyValueIterator<Long, byte[]> chunks = store.all()) {
      while (chunks.hasNext()) {
        var next = chunks.next();
        first = Math.min(first, next.key);
        chunk = Math.max(chunk, next.key + 1);
        storedBytes += next.value.length;
        read(next.key, RowFormat.check(store.name(), ByteBuffer.wrap(next.value)), reader);
      }
    }
  }

  private static void read(long chunk, ByteBuffer bytes, Reader reader) {
    List<StatisticsKey> keys = new ArrayList<>();
    try {
      CodedInputStream in = CodedInputStream.newInstance(bytes);
      while (!in.isAtEnd()) {
        if (in.readRawByte() == FORGET) {
          reader.forgotten(in.readInt64());
          continue;
        }
        int number = in.readUInt32();
        if (number == keys.size()) {
          keys.add(StatisticsKey.of(ByteBuffer.wrap(in.readByteArray())));
        }
        reader.added(chunk, keys.get(number), Sample.readFrom(in));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a chunk of the change log cannot be read", e);
    }
  }
}
