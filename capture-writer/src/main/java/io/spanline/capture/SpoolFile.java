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

/** Bytes that are needed while a snapshot is taken, in a file that goes with it. */
final class SpoolFile implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 20;

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

  /** Returns the position of the first byte. */
  long append(byte[] headers, byte[] value) throws IOException {
    long position = end;
    out.write(headers);
    out.write(value);
    end += headers.length + value.length;
    return position;
  }

  /** Makes all that was appended readable. */
  void flush() throws IOException {
    out.flush();
  }

  /** Reads bytes that were appended and flushed; any thread may ask. */
  byte[] read(long position, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, position + bytes.position()) < 0) {
        throw new EOFException("spool ends at " + channel.size() + " within a record");
      }
    }
    return bytes.array();
  }

  /** Removes the file; what fails is not tried again. */
  @Override
  public void close() throws IOException {
    if (channel.isOpen()) {
      try {
        channel.close();
      } finally {
        Files.deleteIfExists(file);
      }
    }
  }
}
