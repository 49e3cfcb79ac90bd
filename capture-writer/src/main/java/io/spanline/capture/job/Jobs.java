package io.spanline.capture.job;

import io.spanline.capture.Snapshots;
import io.spanline.capture.kafka.TraceSource;
import io.spanline.capture.kafka.TraceSource.TraceTail;
import io.spanline.capture.order.Refusal;
import io.spanline.capture.order.SnapshotOrder;
import io.spanline.capture.order.StopSignal;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * The jobs of this process, oldest first: those that wait, and the last that have ended. They do
 * not outlast the process; what one has written does.
 */
public final class Jobs implements AutoCloseable {
  /** Each follows the topic on a thread of its own. */
  public static final int MOST_WAITING = 16;

  static final int MOST_ENDED = 100;

  private final Map<JobId, Job> jobs = new LinkedHashMap<>();
  private final SecureRandom random = new SecureRandom();
  private final Snapshots snapshots;
  private final TraceSource source;
  private final Clock clock;
  private final Executor executor;

  public Jobs(Snapshots snapshots, TraceSource source, Clock clock) {
    this(snapshots, source, clock, Jobs::onThread);
  }

  Jobs(Snapshots snapshots, TraceSource source, Clock clock, Executor executor) {
    this.snapshots = snapshots;
    this.source = source;
    this.clock = clock;
    this.executor = executor;
  }

  private static void onThread(Runnable job) {
    Thread thread = new Thread(job, "job");
    // The process must not stay for it.
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Begins a job.
   *
   * @param order with a range that begins now
   * @throws Refusal if too many wait, the topic cannot be followed, or its baseline exists already
   */
  public Job begin(SnapshotOrder order) {
    snapshots.refuseTaken(order);
    StopSignal cancellation = snapshots.cancellation();
    Job job = new Job(JobId.draw(random), order, cancellation, clock);
    add(job);
    try {
      start(job, source.tail(order.range().from(), cancellation));
    } catch (RuntimeException | Error e) {
      remove(job);
      throw e;
    }
    return job;
  }

  private void start(Job job, TraceTail tail) {
    try {
      executor.execute(() -> job.run(tail, snapshots));
    } catch (RuntimeException | Error e) {
      // There is no thread that would.
      tail.close();
      throw e;
    }
  }

  private synchronized void add(Job job) {
    List<Job> ended =
        jobs.values().stream().filter(one -> one.progress().state().isEnded()).toList();
    if (jobs.size() - ended.size() >= MOST_WAITING) {
      throw new Refusal(
          Refusal.Reason.BUSY,
          "%s jobs are waiting; cancel one with DELETE /v1/jobs/{id}, or ask again once one has ended"
              .formatted(MOST_WAITING));
    }
    ended.stream()
        .limit(Math.max(0, ended.size() - MOST_ENDED + 1))
        .forEach(one -> jobs.remove(one.id()));
    jobs.put(job.id(), job);
  }

  private synchronized void remove(Job job) {
    jobs.remove(job.id());
  }

  public synchronized Optional<Job> find(JobId id) {
    return Optional.ofNullable(jobs.get(id));
  }

  public synchronized List<Job> all() {
    return new ArrayList<>(jobs.values());
  }

  /** Gives up whatever waits; nothing of it is left. */
  @Override
  public void close() {
    all().forEach(Job::cancel);
  }
}
