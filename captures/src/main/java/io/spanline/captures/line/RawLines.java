package io.spanline.captures.line;

import io.spanline.captures.FileSums;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** The lines of a file as bytes, one after the other, and the sum of all that was read. */
public final class RawLines implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 20;

  private final MessageDigest digest = FileSums.sha256();
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private final InputStream in;
  private int at;
  private int end;
  private long lines;
  private long bytes;

  private RawLines(InputStream in) {
    this.in = in;
  }

  public static RawLines of(Path file) throws IOException {
    return new RawLines(Files.newInputStream(file));
  }

  /**
   * A line without its line feed.
   *
   * @param number counted from 1
   * @param problem why it is none, and the last that is read of its file; null if it is whole
   */
  @SuppressWarnings("ArrayRecordComponent") // never changed; a copy would be one of every line
  public record Raw(long number, byte[] bytes, @Nullable String problem) {}

  /** The next line; null after the last. */
  public @Nullable Raw next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (at < end || fill()) {
      int from = at;
      while (at < end && buffer[at] != '\n') {
        at++;
      }
      line.write(buffer, from, at - from);
      if (line.size() > CaptureLine.MOST_BYTES) {
        drain();
        return broken("line is longer than " + CaptureLine.MOST_BYTES + " bytes");
      }
      if (at < end) {
        at++;
        return new Raw(++lines, line.toByteArray(), null);
      }
    }
    return line.size() == 0 ? null : broken("line is torn: no line feed ends it");
  }

  /** Bytes read of the file so far, some of which are ahead of the lines. */
  public long bytes() {
    return bytes;
  }

  /** SHA-256 of the whole file; to be asked once, after the last line. */
  public String sha256() {
    return FileSums.hex(digest);
  }

  private Raw broken(String problem) {
    return new Raw(++lines, new byte[0], problem);
  }

  private boolean fill() throws IOException {
    int count = in.readNBytes(buffer, 0, BUFFER_BYTES);
    FileSums.add(digest, buffer, 0, count);
    bytes += count;
    at = 0;
    end = count;
    return count > 0;
  }

  /** Reads to the end, for the sum alone. */
  private void drain() throws IOException {
    while (fill()) {
      at = end;
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
