package io.spanline.capture;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Records that are needed while a snapshot is taken, in a file that ends with the last of them. */
final class SpoolFile implements AutoCloseable {
  private final Path file;
  private final FileChannel channel;
  private final ByteBuffer buffer;
  private long end;
  private long records;

  /**
   * Creates the file.
   *
   * @param buffer for what was appended and is not flushed yet; empty
   */
  SpoolFile(Path file, ByteBuffer buffer) throws IOException {
    this.file = file;
    this.buffer = buffer;
    this.channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  /** Where the next record will lie. */
  long end() {
    return end;
  }

  void append(byte[] headers, byte[] value) throws IOException {
    put(headers);
    put(value);
    records++;
  }

  private void put(byte[] bytes) throws IOException {
    int done = 0;
    while (done < bytes.length) {
      if (!buffer.hasRemaining()) {
        flush();
      }
      int part = Math.min(bytes.length - done, buffer.remaining());
      buffer.put(bytes, done, part);
      done += part;
    }
    end += bytes.length;
  }

  /** Makes all that was appended readable. */
  void flush() throws IOException {
    buffer.flip();
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    buffer.clear();
  }

  /** Bytes that were appended and flushed; several threads may ask. */
  byte[] read(long position, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, position + bytes.position()) < 0) {
        throw new EOFException("spool ends at " + channel.size() + " within a record");
      }
    }
    return bytes.array();
  }

  /** One record is not needed any more; with the last one the file goes. */
  void release() throws IOException {
    if (--records == 0) {
      close();
    }
  }

  @Override
  public void close() throws IOException {
    try {
      // What is still in the buffer nobody will read.
      channel.close();
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
