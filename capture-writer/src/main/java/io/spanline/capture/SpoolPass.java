package io.spanline.capture;

import io.spanline.model.Trace;
import io.spanline.model.TraceId;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.PriorityQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;

/**
 * One way through a spool in the order of starts. Traces are decoded on a second thread, a little
 * ahead of the caller's, which writes them: each takes about half the time.
 */
final class SpoolPass implements AutoCloseable {
  // A tree of a record may take fifty times its bytes: few are made ahead, a large one alone.
  private static final long MOST_BYTES_AHEAD = 256 << 10;

  private static final Comparator<Displaced> BY_START =
      Comparator.comparing(Displaced::start).thenComparing(Displaced::id);

  private final Deque<Ahead> ahead = new ArrayDeque<>();
  // Traces that begin later than their records claimed, since one of these is no trace.
  private final PriorityQueue<Displaced> displaced = new PriorityQueue<>(BY_START);
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
    /** Takes one that a line can hold. */
    void take(SpooledTrace spooled, Trace trace) throws IOException;

    /** Hears once of each record that turns out to be no trace. */
    default void broken(SpooledTrace.Broken record) {}
  }

  private record Ahead(SpooledRecord first, long bytes, Future<SpooledTrace> trace) {}

  private record Displaced(Instant start, TraceId id, SpooledRecord first) {}

  /** Hands over every trace that starts before an instant, joined, by start and then by id. */
  void until(Instant to, Each each) throws IOException {
    Iterator<SpooledRecord> order =
        spool.inOrder().stream().takeWhile(first -> first.traceStart().isBefore(to)).iterator();
    readAhead(order);
    while (!ahead.isEmpty()) {
      Ahead next = ahead.remove();
      handOver(next.first(), result(next.trace()), each);
      bytesAhead -= next.bytes();
      readAhead(order);
    }
    displacedWhile(next -> next.start().isBefore(to), each);
  }

  private void readAhead(Iterator<SpooledRecord> order) {
    while (order.hasNext() && bytesAhead < MOST_BYTES_AHEAD) {
      SpooledRecord first = order.next();
      long bytes = first.ofTrace().stream().mapToLong(one -> one.place().valueBytes()).sum();
      ahead.add(new Ahead(first, bytes, decoder.submit(() -> SpooledTrace.of(spool, first))));
      bytesAhead += bytes;
    }
  }

  private void handOver(SpooledRecord first, SpooledTrace found, Each each) throws IOException {
    Instant claimed = first.traceStart();
    Displaced inTurn = new Displaced(claimed, first.id(), first);
    displacedWhile(next -> BY_START.compare(next, inTurn) < 0, each);
    found.broken().forEach(each::broken);
    Trace trace = found.trace();
    if (trace == null) {
      return;
    }
    if (trace.start().isAfter(claimed)) {
      displaced.add(new Displaced(trace.start(), trace.traceId(), first));
    } else {
      each.take(found, trace);
    }
  }

  private void displacedWhile(Predicate<Displaced> due, Each each) throws IOException {
    for (Displaced next = displaced.peek();
        next != null && due.test(next);
        next = displaced.peek()) {
      SpooledTrace found = SpooledTrace.of(spool, displaced.remove().first());
      Trace trace = found.trace();
      if (trace != null) {
        each.take(found, trace);
      }
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
