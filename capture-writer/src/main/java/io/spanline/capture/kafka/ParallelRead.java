package io.spanline.capture.kafka;

import io.spanline.capture.kafka.TraceSource.RecordReader;
import io.spanline.capture.order.StopSignal;
import io.spanline.captures.manifest.Manifest;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One pass over an extent by two consumers, each with its half of the partitions: fetching and
 * unpacking is work for one processor, and the other one would have nothing to do. Records are
 * handed over one at a time, those of a partition in their order, on a thread of either.
 */
final class ParallelRead {
  private static final int CONSUMERS = 2;

  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final String address;
  private final Extent extent;
  private final RecordReader reader;
  private final StopSignal stop;

  ParallelRead(String address, Extent extent, RecordReader reader, StopSignal stop) {
    this.address = address;
    this.extent = extent;
    this.reader = reader;
    this.stop = stop.ofOne();
  }

  /**
   * Hands over every record; returns, or throws what failed first, once both consumers are gone.
   */
  void run() throws IOException {
    List<Thread> threads = new ArrayList<>();
    for (List<Manifest.Offsets> share : shares(extent.partitions())) {
      Thread thread = new Thread(() -> read(share), "bounded-read");
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
    boolean interrupted = false;
    for (Thread thread : threads) {
      interrupted |= await(thread);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
      InterruptedIOException end =
          new InterruptedIOException("interrupted while the topic is read");
      Throwable first = failure.get();
      if (first != null) {
        end.addSuppressed(first);
      }
      throw end;
    }
    throwFailure();
  }

  /** Every second partition, without shares of which there is nothing to read. */
  static List<List<Manifest.Offsets>> shares(List<Manifest.Offsets> partitions) {
    List<List<Manifest.Offsets>> shares = new ArrayList<>();
    List<Manifest.Offsets> all =
        partitions.stream().filter(offsets -> offsets.from() < offsets.to()).toList();
    for (int i = 0; i < all.size(); i++) {
      if (i < CONSUMERS) {
        shares.add(new ArrayList<>());
      }
      shares.get(i % CONSUMERS).add(all.get(i));
    }
    return shares;
  }

  private void read(List<Manifest.Offsets> share) {
    try (BoundedRead read = new BoundedRead(address, extent.topic(), share)) {
      read.to(this::handOver, stop);
    } catch (Throwable e) {
      // Errors too, or what is left unread would be missing in silence.
      failed(e);
    }
  }

  /** Says that it failed before the other consumer can come in. */
  private synchronized void handOver(TraceRecord record) throws IOException {
    stop.check();
    try {
      reader.read(record);
    } catch (Throwable e) {
      failed(e);
      throw e;
    }
  }

  /** Whatever the other consumer says after it is only that it was stopped. */
  private void failed(Throwable e) {
    failure.compareAndSet(null, e);
    stop.raise();
  }

  /**
   * Waits until it is gone, also when interrupted: what it hands its records to is closed next. It
   * then hears the stop with its next record or poll.
   *
   * @return whether this thread was interrupted meanwhile
   */
  private boolean await(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        return interrupted;
      } catch (InterruptedException e) {
        stop.raise();
        interrupted = true;
      }
    }
  }

  private void throwFailure() throws IOException {
    Throwable first = failure.get();
    if (first instanceof IOException unwritable) {
      throw unwritable;
    }
    if (first instanceof Error error) {
      throw error;
    }
    if (first instanceof RuntimeException other) {
      throw other;
    }
  }
}
