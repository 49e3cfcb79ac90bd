package io.spanline.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lines of a capture as the bytes that they are, each looked at before it is handed out. */
public final class CaptureLines implements AutoCloseable {
  private final Path capture;
  private final LineBlocks blocks;
  private Iterator<byte[]> lines = List.<byte[]>of().iterator();
  private long number;

  private CaptureLines(Path capture, LineBlocks blocks) {
    this.capture = capture;
    this.blocks = blocks;
  }

  public static CaptureLines of(Path capture) throws IOException {
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
      lines = block.lines().iterator();
    }
    byte[] line = lines.next();
    String problem = ReadLine.of(++number, line).problem();
    if (problem != null) {
      throw new DamagedFileException(capture, number, problem);
    }
    return line;
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
