package io.spanline.captures.line;

import io.spanline.captures.FileSums;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a file in their order, read ahead by a few blocks, on several threads. What a line
 * is not it says itself; only a file that cannot be read is an error.
 */
public final class LineReader implements AutoCloseable {
  private static final int MOST_THREADS = 4;
  // A tree of a line takes twenty times its bytes: longer lines are read one by one.
  private static final int MOST_BYTES_AHEAD = 8 << 20;

  private final MessageDigest digest = FileSums.sha256();
  private final Deque<Ahead> ahead = new ArrayDeque<>();
  private final int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
  private final ExecutorService workers;
  private final LineBlocks blocks;
  private Iterator<ReadLine> lines = List.<ReadLine>of().iterator();
  private LineBlocks.@Nullable Block waiting;
  private int bytesAhead;
  private long read;

  private LineReader(InputStream in) {
    this.blocks = new LineBlocks(in, digest);
    this.workers =
        Executors.newFixedThreadPool(
            threads,
            work -> {
              Thread thread = new Thread(work, "capture-lines");
              thread.setDaemon(true);
              return thread;
            });
  }

  public static LineReader of(Path capture) throws IOException {
    return new LineReader(Files.newInputStream(capture));
  }

  /** The next line; null after the last. */
  public @Nullable ReadLine next() throws IOException {
    while (!lines.hasNext()) {
      readAhead();
      Ahead block = ahead.poll();
      if (block == null) {
        return null;
      }
      lines = result(block.lines()).iterator();
      bytesAhead -= block.bytes();
    }
    read++;
    return lines.next();
  }

  /** Bytes read of the file so far, some of which are ahead of the lines. */
  public long bytes() {
    return blocks.bytes();
  }

  /** Lines handed over so far. */
  public long count() {
    return read;
  }

  /** Of the whole file; to be asked once, after the last line. */
  public String sha256() {
    return FileSums.hex(digest);
  }

  private void readAhead() throws IOException {
    while (ahead.size() < threads + 1 && bytesAhead < MOST_BYTES_AHEAD) {
      LineBlocks.Block block = waiting == null ? blocks.next() : waiting;
      if (block == null) {
        return;
      }
      waiting = ahead.isEmpty() || bytesAhead + block.bytes() <= MOST_BYTES_AHEAD ? null : block;
      if (waiting != null) {
        return;
      }
      bytesAhead += block.bytes();
      ahead.add(new Ahead(workers.submit(() -> linesOf(block)), block.bytes()));
    }
  }

  private record Ahead(Future<List<ReadLine>> lines, int bytes) {}

  private static List<ReadLine> linesOf(LineBlocks.Block block) {
    List<ReadLine> lines = new ArrayList<>();
    block.forEach(lines::add);
    return lines;
  }

  private static List<ReadLine> result(Future<List<ReadLine>> block) {
    try {
      return block.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a capture is read", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a line could not be looked at", e.getCause());
    }
  }

  @Override
  public void close() throws IOException {
    workers.shutdownNow();
    blocks.close();
  }
}
