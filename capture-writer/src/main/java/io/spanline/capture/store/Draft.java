package io.spanline.capture.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The lines of a capture that has no number yet, in a file that no reader looks at. */
public final class Draft implements AutoCloseable {
  private final Path file;
  private final FileChannel channel;
  private final WriteBehind out;
  private final OutputStream counted = new Counted();
  private long bytes;
  private long lines;
  private boolean removed;

  Draft(Path file) throws IOException {
    this.file = file;
    this.channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    this.out = new WriteBehind(channel);
  }

  /** Appends one line as its text comes; the text itself must not break. */
  public void write(Line line) throws IOException {
    line.writeTo(counted);
    counted.write('\n');
    lines++;
  }

  /** The text of a line. */
  @FunctionalInterface
  public interface Line {
    void writeTo(OutputStream out) throws IOException;
  }

  /** What a line is written into; a line cannot close the draft. */
  private final class Counted extends OutputStream {
    @Override
    public void write(int one) throws IOException {
      out.write(one);
      bytes++;
    }

    @Override
    public void write(byte[] some, int from, int length) throws IOException {
      out.write(some, from, length);
      bytes += length;
    }
  }

  public long lines() {
    return lines;
  }

  Path file() {
    return file;
  }

  /** The finished lines, durable. */
  Lines sync() throws IOException {
    String sha256 = out.finish();
    out.close();
    channel.close();
    return new Lines(sha256, bytes, lines);
  }

  record Lines(String sha256, long bytes, long lines) {}

  /** Removes the name of the draft; the other name that was given to the file stays. */
  void remove() throws IOException {
    Files.delete(file);
    removed = true;
  }

  /** Removes the file unless it has been published; then nothing is left that could fail. */
  @Override
  public void close() throws IOException {
    out.close();
    if (!removed) {
      channel.close();
      Files.deleteIfExists(file);
    }
  }
}
