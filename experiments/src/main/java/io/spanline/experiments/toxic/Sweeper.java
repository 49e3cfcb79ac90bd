package io.spanline.experiments.toxic;

import io.spanline.clients.ClientException;
import io.spanline.clients.Toxiproxy;
import io.spanline.clients.Toxiproxy.Proxy;
import io.spanline.topic.ToxicChange.By;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Takes off every toxic of Spanline's whose lease is over, whoever put it on. Others are never
 * touched.
 *
 * <p>A clock that is set back would lengthen a lease, so each counts from when it was first seen as
 * well.
 */
public final class Sweeper implements AutoCloseable {
  private static final Duration PERIOD = Duration.ofSeconds(1);

  private final Toxiproxy toxiproxy;
  private final Removal removal;
  private final Listener listener;
  private final Clock clock;
  private final LongSupplier nanoTime;
  private final Map<LeasedToxic, Long> ends = new HashMap<>();
  private Set<String> failedBefore = new HashSet<>();
  private Set<String> failedNow = new HashSet<>();
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "toxics-sweeper");
            thread.setDaemon(true);
            return thread;
          });

  /** Hears of what a sweeper does. */
  public interface Listener {
    /** A look found these proxies; what is over is taken off next. */
    default void saw(SortedMap<String, Proxy> proxies) {}

    /** A toxic is gone. */
    void removed(LeasedToxic toxic);

    /** A look failed, or a removal; the next look tries again. Told once while it lasts. */
    void failed(String reason);
  }

  /** A sweeper that has not looked yet. */
  public Sweeper(Toxiproxy toxiproxy, Removal removal, Listener listener) {
    this(toxiproxy, removal, listener, Clock.systemUTC(), System::nanoTime);
  }

  Sweeper(
      Toxiproxy toxiproxy, Removal removal, Listener listener, Clock clock, LongSupplier nanoTime) {
    this.toxiproxy = toxiproxy;
    this.removal = removal;
    this.listener = listener;
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  /** Looks now, and then every second until it is closed. */
  public void start() {
    var unused =
        looking.scheduleWithFixedDelay(this::sweepOn, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Looks once and takes off what is over.
   *
   * @return the toxics of Spanline's that are still on
   */
  public synchronized List<LeasedToxic> sweep() {
    failedBefore = failedNow;
    failedNow = new HashSet<>();
    List<LeasedToxic> left = new ArrayList<>();
    List<LeasedToxic> all = look();
    finishAbandoned();
    for (LeasedToxic each : all) {
      if (!isOver(each)) {
        left.add(each);
        continue;
      }
      try {
        if (removal.remove(each, By.SWEEP)) {
          listener.removed(each);
        }
        ends.remove(each);
      } catch (NotRemovedException e) {
        left.add(each);
        failed(String.valueOf(e.getMessage()));
      }
    }
    return left;
  }

  /**
   * Those that are on. While one hangs no look succeeds, so those of the last one count: the
   * removal of the one that hangs would never begin otherwise.
   */
  private List<LeasedToxic> look() {
    try {
      SortedMap<String, Proxy> proxies = toxiproxy.proxies();
      listener.saw(proxies);
      List<LeasedToxic> all = LeasedToxic.on(proxies.values()).toList();
      ends.keySet().retainAll(all);
      return all;
    } catch (ClientException e) {
      if (!toxiproxy.answers()) {
        throw e;
      }
      failed("a proxy of Toxiproxy hangs: " + e.getMessage());
      return List.copyOf(ends.keySet());
    }
  }

  private void finishAbandoned() {
    try {
      removal.finishAbandoned();
    } catch (NotRemovedException e) {
      failed(String.valueOf(e.getMessage()));
    }
  }

  private void failed(String reason) {
    failedNow.add(reason);
    if (!failedBefore.contains(reason)) {
      listener.failed(reason);
    }
  }

  private boolean isOver(LeasedToxic leased) {
    Instant end = leased.lease().end();
    Duration rest = Duration.between(clock.instant(), end);
    Duration most = rest.compareTo(Lease.LONGEST) > 0 ? Lease.LONGEST : rest;
    long now = nanoTime.getAsLong();
    long deadline = ends.merge(leased, now + most.toNanos(), Math::min);
    return most.isNegative() || most.isZero() || deadline - now <= 0;
  }

  /** Goes on after any failure: an exception would end the schedule. */
  private synchronized void sweepOn() {
    try {
      List<LeasedToxic> unused = sweep();
    } catch (ClientException e) {
      failed(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      failed("a look at Toxiproxy failed: " + e);
    }
  }

  /** Ends the looks; a removal that has begun is finished. */
  @Override
  public void close() {
    looking.shutdown();
    try {
      if (!looking.awaitTermination(15, TimeUnit.SECONDS)) {
        looking.shutdownNow();
      }
    } catch (InterruptedException e) {
      looking.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
