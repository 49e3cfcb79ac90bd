package io.spanline.experiments.toxic;

import io.spanline.clients.ClientException;
import io.spanline.clients.Toxiproxy;
import io.spanline.clients.Toxiproxy.Proxy;
import io.spanline.topic.ToxicChange;
import io.spanline.topic.ToxicChange.By;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
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
  private final Set<LeasedToxic> stuck = new HashSet<>();
  private Set<String> failedBefore = new HashSet<>();
  private Set<String> failedNow = new HashSet<>();
  private final ScheduledThreadPoolExecutor looking =
      new ScheduledThreadPoolExecutor(
          1,
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
    looking.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** Looks now, and then at every full second, when leases end, until it is closed. */
  public void start() {
    next(0);
  }

  private void next(long millis) {
    try {
      var unused = looking.schedule(this::sweepOn, millis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      // It is closed.
    }
  }

  /**
   * Looks once and takes off what is over: first what did not fail last time, and all before the
   * journal is told, which may be slow.
   *
   * @return the toxics of Spanline's that are still on
   */
  public synchronized List<LeasedToxic> sweep() {
    failedBefore = failedNow;
    failedNow = new HashSet<>();
    List<LeasedToxic> left = new ArrayList<>(look());
    List<LeasedToxic> over =
        left.stream().filter(this::isOver).sorted(Comparator.comparing(stuck::contains)).toList();
    stuck.clear();
    List<ToxicChange> gone = new ArrayList<>();
    for (LeasedToxic each : over) {
      try {
        ToxicChange change = removal.takeOff(each, By.SWEEP);
        if (change != null) {
          gone.add(change);
          listener.removed(each);
        }
        left.remove(each);
        ends.remove(each);
      } catch (NotRemovedException e) {
        stuck.add(each);
        failed(String.valueOf(e.getMessage()));
      }
    }
    gone.forEach(removal::tell);
    removal.finishAbandoned().values().forEach(lines -> lines.forEach(this::failed));
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
    } finally {
      next(PERIOD.toMillis() - Math.floorMod(clock.millis(), PERIOD.toMillis()));
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
