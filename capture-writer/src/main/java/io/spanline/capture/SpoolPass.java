package io.spanline.capture;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * One way through traces of a spool. They are decoded on a second thread, a little ahead of the
 * caller's, which writes them: each takes about half the time.
 */
final class SpoolPass implements AutoCloseable {
  // A tree of a record may take fifty times its bytes: few are made ahead, a large one alone.
  private static final long MOST_BYTES_AHEAD = 256 << 10;

  private final Deque<Ahead> ahead = new ArrayDeque<>();
  private final ExecutorService decoder =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "spool");
            thread.setDaemon(true);
            return thread;
          });
  private final TraceSpool spool;
  private long bytesAhead;

  SpoolPass(TraceSpool spool) {
    this.spool = spool;
  }

  /** Takes the traces. */
  @FunctionalInterface
  interface Each {
    void take(SpooledTrace found) throws IOException;
  }

  private record Ahead(long bytes, Future<SpooledTrace> trace) {}

  /** Hands over the traces of these first records, in their order. */
  void over(List<SpooledRecord> firsts, Each each) throws IOException {
    Iterator<SpooledRecord> order = firsts.iterator();
    readAhead(order);
    while (!ahead.isEmpty()) {
      Ahead next = ahead.remove();
      each.take(result(next.trace()));
      bytesAhead -= next.bytes();
      readAhead(order);
    }
  }

  private void readAhead(Iterator<SpooledRecord> order) {
    while (order.hasNext() && bytesAhead < MOST_BYTES_AHEAD) {
      SpooledRecord first = order.next();
      long bytes = first.ofTrace().stream().mapToLong(one -> one.place().valueBytes()).sum();
      ahead.add(new Ahead(bytes, decoder.submit(() -> SpooledTrace.of(spool, first))));
      bytesAhead += bytes;
    }
  }

  private static SpooledTrace result(Future<SpooledTrace> trace) throws IOException {
    try {
      return trace.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the spool is read", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException unreadable) {
        throw unreadable;
      }
      throw new IllegalStateException("a record of the spool cannot be read", e.getCause());
    }
  }

  @Override
  public void close() {
    decoder.shutdownNow();
  }
}
