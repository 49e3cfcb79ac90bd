package io.spanline.captures.folder;

import io.spanline.captures.FileSums;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;

/** Lines that have no number yet, in a file that no reader looks at. */
public final class Draft implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 20;

  private final Path file;
  private final FileChannel channel;
  private final MessageDigest digest = FileSums.sha256();
  private final OutputStream out = new BufferedOutputStream(new Summed(), BUFFER_BYTES);
  private long bytes;
  private long lines;
  private boolean removed;

  /** A new file. */
  public Draft(Path file) throws IOException {
    this.file = file;
    this.channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  /** Appends one line; its text must not break. */
  public void write(byte[] line) throws IOException {
    out.write(line);
    out.write('\n');
    lines++;
  }

  /** Writes to the file, counts and sums up; gets whole buffers. */
  private final class Summed extends OutputStream {
    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] some, int from, int length) throws IOException {
      FileSums.add(digest, some, from, length);
      ByteBuffer rest = ByteBuffer.wrap(some, from, length);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      bytes += length;
    }
  }

  public long lines() {
    return lines;
  }

  public Path file() {
    return file;
  }

  /** The finished lines, durable. */
  public Lines sync() throws IOException {
    out.flush();
    channel.force(true);
    channel.close();
    return new Lines(FileSums.hex(digest), bytes, lines);
  }

  /** What is in the file. */
  public record Lines(String sha256, long bytes, long lines) {}

  /** Removes the name of the draft; the other name that was given to the file stays. */
  public void remove() throws IOException {
    Files.delete(file);
    removed = true;
  }

  /** Removes the file unless it has been published; then nothing is left that could fail. */
  @Override
  public void close() throws IOException {
    if (!removed) {
      channel.close();
      Files.deleteIfExists(file);
    }
  }
}
