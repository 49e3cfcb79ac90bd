package io.spanline.captures.line;

import io.spanline.captures.DamagedFileException;
import io.spanline.captures.FileSums;
import io.spanline.captures.manifest.CaptureFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a capture as the bytes that they are, each looked at before it is handed out: its
 * checksum, its spans, and its place behind the one before.
 */
public final class IntactLines implements AutoCloseable {
  private final CaptureReader.Order order = new CaptureReader.Order();
  private final Path capture;
  private final RawLines raw;

  private IntactLines(Path capture, RawLines raw) {
    this.capture = capture;
    this.raw = raw;
  }

  /**
   * Opens a capture.
   *
   * @throws DamagedFileException if the manifest next to it describes another file: lines may be
   *     missing or others
   */
  public static IntactLines of(Path capture) throws IOException {
    if (Files.exists(CaptureFolder.manifestOf(capture))
        && !FileSums.of(capture).equals(CaptureFolder.manifest(capture).capture().sha256())) {
      throw DamagedFileException.otherThanItsManifest(capture);
    }
    return new IntactLines(capture, RawLines.of(capture));
  }

  /**
   * The next line, without its line feed; null after the last.
   *
   * @throws DamagedFileException naming the line that is no trace or not as it was written
   */
  public byte @Nullable [] next() throws IOException {
    RawLines.Raw line = raw.next();
    if (line == null) {
      return null;
    }
    order.checked(CheckedLine.of(line), capture);
    return line.bytes();
  }

  /** Bytes read of the file so far, some of which are ahead of the lines. */
  public long bytesRead() {
    return raw.bytes();
  }

  @Override
  public void close() throws IOException {
    raw.close();
  }
}
