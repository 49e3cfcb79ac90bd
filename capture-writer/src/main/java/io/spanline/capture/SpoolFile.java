package io.spanline.capture;

import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Bytes that are needed while a snapshot is taken, in a file that ends with it. */
final class SpoolFile implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 17;

  private final Path file;
  private final FileChannel channel;
  private final OutputStream out;
  private long end;

  /** Creates the file. */
  SpoolFile(Path file) throws IOException {
    this.file = file;
    this.channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    this.out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES);
  }

  /** Where the next bytes will lie. */
  long end() {
    return end;
  }

  void append(byte[] bytes) throws IOException {
    out.write(bytes);
    end += bytes.length;
  }

  /** Makes all that was appended readable. */
  void flush() throws IOException {
    out.flush();
  }

  /** Bytes that were appended and flushed; several threads may ask. */
  byte[] read(long position, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position()) < 0) {
        throw new EOFException("spool ends at " + channel.size() + " within a record");
      }
    }
    return buffer.array();
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
