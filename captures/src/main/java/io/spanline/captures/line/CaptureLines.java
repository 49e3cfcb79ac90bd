package io.spanline.captures.line;

import io.spanline.captures.DamagedFileException;
import io.spanline.captures.FileSums;
import io.spanline.captures.manifest.CaptureFolder;
import io.spanline.model.Trace;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a capture as the bytes that they are, each looked at before it is handed out: by its
 * checksum, by its spans, and by its place behind the one before.
 */
public final class CaptureLines implements AutoCloseable {
  private final Path capture;
  private final LineBlocks blocks;
  private final CaptureReader.Order order = new CaptureReader.Order();
  private Iterator<byte[]> lines = List.<byte[]>of().iterator();
  private long number;

  private CaptureLines(Path capture, LineBlocks blocks) {
    this.capture = capture;
    this.blocks = blocks;
  }

  /**
   * Opens a capture.
   *
   * @throws DamagedFileException where a manifest lies beside it that speaks of another file: lines
   *     may be missing or others
   */
  public static CaptureLines of(Path capture) throws IOException {
    if (Files.exists(CaptureFolder.manifestOf(capture))
        && !sha256(capture).equals(CaptureFolder.manifest(capture).capture().sha256())) {
      throw new DamagedFileException(
          capture,
          null,
          "is not the capture that its manifest speaks of; capture verify tells why");
    }
    return new CaptureLines(
        capture, new LineBlocks(Files.newInputStream(capture), FileSums.sha256()));
  }

  /**
   * The next line, without its line feed; null after the last.
   *
   * @throws DamagedFileException naming the line that is no trace or not as it was written
   */
  public byte @Nullable [] next() throws IOException {
    if (!lines.hasNext()) {
      LineBlocks.Block block = blocks.next();
      if (block == null) {
        return null;
      }
      String problem = block.problem();
      if (problem != null) {
        throw new DamagedFileException(capture, block.first(), problem);
      }
      lines = lines(block);
    }
    byte[] line = lines.next();
    String problem = problem(ReadLine.of(++number, line));
    if (problem != null) {
      throw new DamagedFileException(capture, number, problem);
    }
    return line;
  }

  private Iterator<byte[]> lines(LineBlocks.Block block) throws DamagedFileException {
    try {
      return block.lines().iterator();
    } catch (OutOfMemoryError e) {
      throw new DamagedFileException(capture, block.first(), ReadLine.tooLarge());
    }
  }

  private @Nullable String problem(ReadLine line) {
    Trace trace = line.trace();
    return trace == null ? line.problem() : line.problemOr(order.problem(trace));
  }

  private static String sha256(Path capture) throws IOException {
    MessageDigest digest = FileSums.sha256();
    try (DigestInputStream in = new DigestInputStream(Files.newInputStream(capture), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return FileSums.hex(digest);
  }

  /** Bytes read of the file so far, some of which are ahead of the lines. */
  public long bytesRead() {
    return blocks.bytes();
  }

  @Override
  public void close() throws IOException {
    blocks.close();
  }
}
