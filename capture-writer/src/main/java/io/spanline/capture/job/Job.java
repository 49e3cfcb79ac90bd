package io.spanline.capture.job;

import io.spanline.capture.Snapshots;
import io.spanline.capture.Snapshots.Fewer;
import io.spanline.capture.kafka.TraceSource.TraceTail;
import io.spanline.capture.order.Refusal;
import io.spanline.capture.order.SnapshotOrder;
import io.spanline.capture.order.StopSignal;
import io.spanline.capture.store.Snapshot;
import io.spanline.captures.api.JobState;
import io.spanline.captures.manifest.Selection;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One snapshot of traces to come: follows the topic until enough of them have come or its range is
 * over, then takes the snapshot as any other is taken.
 */
public final class Job {
  private static final Logger LOG = LoggerFactory.getLogger(Job.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final JobId id;
  private final SnapshotOrder order;
  private final StopSignal cancellation;
  private final Counting counting;
  private final Clock clock;
  private volatile Progress progress = new Progress(JobState.WAITING, null, null, null);

  Job(JobId id, SnapshotOrder order, StopSignal cancellation, Clock clock) {
    this.id = id;
    this.order = order;
    this.cancellation = cancellation;
    this.clock = clock;
    this.counting = new Counting(order.range(), order.shown().selection().where());
  }

  /**
   * Its state and its end.
   *
   * @param ended null until it has
   * @param snapshot the one that was taken; null if none was yet
   * @param failure why none was; null if it has not failed
   */
  public record Progress(
      JobState state,
      @Nullable Instant ended,
      @Nullable Snapshot snapshot,
      @Nullable Exception failure) {}

  public JobId id() {
    return id;
  }

  /** The order; its range begins with the request and ends with its longest wait. */
  public SnapshotOrder order() {
    return order;
  }

  public Progress progress() {
    return progress;
  }

  /** Traces that have come, as far as can be told before the topic is read. */
  public long traces() {
    Selection.Limit limit = order.selection().limit();
    return limit == null ? counting.traces() : Math.min(counting.traces(), limit.traces());
  }

  /** How long it waits or has waited. */
  public Duration waited() {
    Instant until = progress.ended() == null ? clock.instant() : progress.ended();
    return Duration.between(order.range().from(), until);
  }

  /** False if it is too late: the snapshot is being published, was, or never will be. */
  public synchronized boolean cancel() {
    if (progress.state() == JobState.CANCELLED) {
      return true;
    }
    if (progress.state().isEnded() || !cancellation.raise()) {
      return false;
    }
    progress = new Progress(JobState.CANCELLED, now(), null, null);
    return true;
  }

  /** Runs it to its end; closes the tail. */
  void run(TraceTail tail, Snapshots snapshots) {
    try (tail) {
      Snapshot snapshot = null;
      while (snapshot == null) {
        await(tail);
        snapshot = snapshot(snapshots);
      }
      end(JobState.DONE, snapshot, null);
    } catch (Refusal e) {
      boolean given = e.reason() == Refusal.Reason.CANCELLED;
      end(given ? JobState.CANCELLED : JobState.FAILED, null, given ? null : e);
    } catch (IOException | RuntimeException e) {
      LOG.atError().addKeyValue("job", id).setCause(e).log("a job failed");
      end(JobState.FAILED, null, e);
    } catch (Error e) {
      String what = "the job failed on a bug: " + e.getClass().getSimpleName();
      end(JobState.FAILED, null, new IllegalStateException(what, e));
      throw e;
    }
  }

  private void await(TraceTail tail) throws IOException {
    to(JobState.WAITING);
    while (!isOver() && !isEnough()) {
      cancellation.check();
      tail.poll(counting::add);
    }
    to(JobState.WRITING);
  }

  private boolean isOver() {
    return !clock.instant().isBefore(order.range().to());
  }

  private boolean isEnough() {
    Selection.Limit limit = order.selection().limit();
    return limit != null && counting.traces() >= limit.traces();
  }

  /** Null if more traces are wanted after all; then it goes on waiting. */
  private @Nullable Snapshot snapshot(Snapshots snapshots) throws IOException {
    Selection.Limit limit = order.selection().limit();
    boolean over = isOver();
    try {
      return over || limit == null
          ? snapshots.take(order, Fewer.TAKEN, cancellation)
          : snapshots.take(
              order.within(counting.seen(clock.instant())), Fewer.REFUSED, cancellation);
    } catch (Refusal e) {
      if (e.reason() == Refusal.Reason.TOO_FEW && limit != null) {
        counting.correct(limit.traces() - e.missing());
      } else if (e.reason() == Refusal.Reason.BUSY) {
        LockSupport.parkNanos(PAUSE.toNanos());
      } else {
        throw e;
      }
      return null;
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private synchronized void to(JobState state) {
    if (!progress.state().isEnded()) {
      progress = new Progress(state, null, null, null);
    }
  }

  private synchronized void end(
      JobState state, @Nullable Snapshot snapshot, @Nullable Exception failure) {
    if (!progress.state().isEnded()) {
      progress = new Progress(state, now(), snapshot, failure);
    }
  }
}
