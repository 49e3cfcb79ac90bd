package io.spanline.capture;

import io.spanline.capture.SpoolReading.Broken;
import io.spanline.capture.SpoolReading.Found;
import io.spanline.model.TraceId;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One way through a spool in the order of starts. Traces are made on two threads, some hundred
 * kilobytes ahead, and handed over on the caller's; a large one is made there, alone.
 */
final class SpoolPass implements AutoCloseable {
  private static final int THREADS = 2;
  private static final int MOST_AHEAD = 4;
  private static final int BATCH_TRACES = 128;
  private static final long BATCH_BYTES = 256 << 10;

  private final Deque<Future<List<Made>>> ahead = new ArrayDeque<>();
  // Traces that begin later than their records claimed, since one of these is no trace.
  private final PriorityQueue<Displaced> displaced =
      new PriorityQueue<>(Comparator.comparing(Displaced::start).thenComparing(Displaced::id));
  private final StartOrder order;
  private final SpoolReading reading;
  private final Consumer<Broken> broken;
  private final Done done;
  private final ExecutorService workers =
      Executors.newFixedThreadPool(
          THREADS,
          work -> {
            Thread thread = new Thread(work, "spool");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * A way that has not begun.
   *
   * @param broken hears once of each record that turns out to be no trace
   * @param done hears of each trace that has been handed over
   */
  SpoolPass(StartOrder order, SpoolReading reading, Consumer<Broken> broken, Done done) {
    this.order = order;
    this.reading = reading;
    this.broken = broken;
    this.done = done;
  }

  /** Takes the traces. */
  @FunctionalInterface
  interface Each {
    void read(SpooledTrace trace) throws IOException;
  }

  /** Hears of traces that will not be asked for again, by their first record. */
  @FunctionalInterface
  interface Done {
    void with(int first) throws IOException;
  }

  /** A place of the order, and what lies there; null where it is yet to be made. */
  private record Made(int place, @Nullable Found found) {}

  private record Displaced(Instant start, TraceId id, int first) {}

  /** Hands over every trace that starts before an instant. */
  void until(Instant to, Each each) throws IOException {
    int end = order.placeOf(to);
    int next = 0;
    while (next < end || !ahead.isEmpty()) {
      while (next < end && ahead.size() < MOST_AHEAD) {
        int from = next;
        int batch = endOfBatch(from, end);
        ahead.add(workers.submit(() -> make(from, batch)));
        next = batch;
      }
      for (Made made : result(ahead.remove())) {
        handOver(made, each);
      }
    }
    displacedBefore(to, each);
  }

  private int endOfBatch(int from, int end) {
    long bytes = 0;
    int to = from;
    while (to < end && to - from < BATCH_TRACES && bytes < BATCH_BYTES) {
      bytes += reading.bytes(order.firstRecord(to++));
    }
    return to;
  }

  private List<Made> make(int from, int to) throws IOException {
    List<Made> batch = new ArrayList<>(to - from);
    for (int place = from; place < to; place++) {
      int first = order.firstRecord(place);
      batch.add(new Made(place, reading.isSmall(first) ? reading.read(first) : null));
    }
    return batch;
  }

  private void handOver(Made made, Each each) throws IOException {
    Instant claimed = order.start(made.place());
    displacedBefore(claimed, each);
    int first = order.firstRecord(made.place());
    Found found = made.found() == null ? reading.read(first) : made.found();
    found.broken().forEach(broken);
    SpooledTrace trace = found.trace();
    if (trace == null) {
      done.with(first);
      return;
    }
    Instant start = trace.trace().start();
    if (start.isAfter(claimed)) {
      displaced.add(new Displaced(start, trace.trace().traceId(), first));
    } else {
      each.read(trace);
      done.with(first);
    }
  }

  private void displacedBefore(Instant instant, Each each) throws IOException {
    for (Displaced next = displaced.peek();
        next != null && next.start().isBefore(instant);
        next = displaced.peek()) {
      int first = displaced.remove().first();
      SpooledTrace trace = reading.read(first).trace();
      if (trace != null) {
        each.read(trace);
      }
      done.with(first);
    }
  }

  private static List<Made> result(Future<List<Made>> batch) throws IOException {
    try {
      return batch.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the spool is read", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException unreadable) {
        throw unreadable;
      }
      throw new IllegalStateException("a record of the spool cannot be looked at", e.getCause());
    }
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
