package io.spanline.captures.line;

import java.io.IOException;
import java.nio.file.Path;
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
 * The lines of a file in their order, each checked by itself: read ahead by a few megabytes and
 * parsed on all processors. A line that is none says so itself; only a file that cannot be read is
 * an error.
 */
public final class CheckedLines implements AutoCloseable {
  private static final int MOST_THREADS = 4;
  private static final int BATCH_BYTES = 256 << 10;
  // A line of no bytes takes some, too.
  private static final int BATCH_LINES = 1_024;
  // A tree of a line takes twenty times its bytes: of long lines only one is read at a time.
  private static final int MOST_BYTES_AHEAD = 4 << 20;

  private final Deque<Batch> ahead = new ArrayDeque<>();
  private final int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
  private final ExecutorService workers;
  private final RawLines raw;
  private Iterator<CheckedLine> lines = List.<CheckedLine>of().iterator();
  private long bytesAhead;
  private long count;

  private CheckedLines(RawLines raw) {
    this.raw = raw;
    this.workers =
        Executors.newFixedThreadPool(
            threads,
            work -> {
              Thread thread = new Thread(work, "capture-lines");
              thread.setDaemon(true);
              return thread;
            });
  }

  public static CheckedLines of(Path capture) throws IOException {
    return new CheckedLines(RawLines.of(capture));
  }

  /** The next line; null after the last. */
  public @Nullable CheckedLine next() throws IOException {
    while (!lines.hasNext()) {
      // Those that were handed over: two large ones at a time would be too many.
      lines = List.<CheckedLine>of().iterator();
      readAhead();
      Batch batch = ahead.poll();
      if (batch == null) {
        return null;
      }
      lines = result(batch.lines()).iterator();
      bytesAhead -= batch.bytes();
    }
    count++;
    return lines.next();
  }

  /** Takes lines. */
  @FunctionalInterface
  public interface Each {
    void line(CheckedLine line) throws IOException;
  }

  /** Hands over every line that is left. */
  public void forEach(Each each) throws IOException {
    boolean more;
    do {
      more = handOver(each);
    } while (more);
  }

  /** A method of its own, after which nothing holds the line while the next one is read. */
  private boolean handOver(Each each) throws IOException {
    CheckedLine line = next();
    if (line != null) {
      each.line(line);
    }
    return line != null;
  }

  /** Bytes read of the file so far, some of which are ahead of the lines. */
  public long bytes() {
    return raw.bytes();
  }

  /** Lines handed over so far. */
  public long count() {
    return count;
  }

  /** SHA-256 of the whole file; to be asked once, after the last line. */
  public String sha256() {
    return raw.sha256();
  }

  private record Batch(Future<List<CheckedLine>> lines, long bytes) {}

  private void readAhead() throws IOException {
    while (ahead.size() <= threads && bytesAhead < MOST_BYTES_AHEAD) {
      List<RawLines.Raw> batch = new ArrayList<>();
      long bytes = 0;
      while (bytes < BATCH_BYTES && batch.size() < BATCH_LINES) {
        RawLines.Raw line = raw.next();
        if (line == null) {
          break;
        }
        batch.add(line);
        bytes += line.bytes().length;
      }
      if (batch.isEmpty()) {
        return;
      }
      bytesAhead += bytes;
      ahead.add(
          new Batch(workers.submit(() -> batch.stream().map(CheckedLine::of).toList()), bytes));
    }
  }

  private static List<CheckedLine> result(Future<List<CheckedLine>> batch) {
    try {
      return batch.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a capture is read", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a line could not be checked", e.getCause());
    }
  }

  @Override
  public void close() throws IOException {
    workers.shutdownNow();
    raw.close();
  }
}
