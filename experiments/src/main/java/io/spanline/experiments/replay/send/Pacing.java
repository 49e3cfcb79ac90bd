package io.spanline.experiments.replay.send;

import io.spanline.captures.replay.ReplayLine;
import io.spanline.experiments.replay.ReplayCase;
import io.spanline.experiments.replay.ReplayPlan;
import io.spanline.experiments.replay.Route;
import io.spanline.experiments.replay.TracePrefix;
import io.spanline.traffic.Pacer;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The thread that hands a plan's requests over at their times, and the queue of what came of them.
 * The queue is bounded: a disk that stalls for long makes requests late instead of filling memory.
 */
final class Pacing {
  private static final long LEAD_NANOS = 50_000_000;
  private static final int WAITING_OUTCOMES = 4096;
  private static final Duration POLL = Duration.ofMillis(50);
  // After the time-out of the last request.
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Failure DROPPED =
      new Failure(ReplayLine.DROPPED, "too many requests without an answer");

  private final ReplayPlan plan;
  private final TracePrefix prefix;
  private final Wire wire;
  private final Requests requests;
  private final Semaphore free;
  private final BlockingQueue<Outcome> outcomes = new ArrayBlockingQueue<>(WAITING_OUTCOMES);
  private final Map<Route, Long> ofRoute = new HashMap<>();
  private final Thread thread = new Thread(this::pace, "replay-pacer");
  private final long beginNanos = System.nanoTime() + LEAD_NANOS;
  private volatile boolean halted;
  private volatile boolean complete;
  private volatile boolean over;
  private final AtomicLong begun = new AtomicLong();
  private volatile @Nullable Throwable bug;
  private final long mostQuietPolls;
  private long quietPolls;

  /** Requests of a plan, not more than {@code inFlight} of them without an answer. */
  Pacing(ReplayPlan plan, TracePrefix prefix, int inFlight, Wire wire, Requests requests) {
    this.plan = plan;
    this.prefix = prefix;
    this.wire = wire;
    this.requests = requests;
    free = new Semaphore(inFlight);
    mostQuietPolls = wire.timeout().plus(PATIENCE).dividedBy(POLL);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Hands nothing more over; any thread. */
  void halt() {
    halted = true;
    thread.interrupt();
  }

  /**
   * What came of the next request that something came of; null if there is none for a while.
   *
   * @throws IllegalStateException long after every request must have come to something
   */
  @Nullable Outcome next() throws InterruptedException {
    Outcome next = outcomes.poll(POLL.toMillis(), TimeUnit.MILLISECONDS);
    // Polls and not time: a process that was suspended has not waited.
    quietPolls = next == null && over ? quietPolls + 1 : 0;
    if (quietPolls > mostQuietPolls) {
      throw new IllegalStateException("requests came to nothing", bug);
    }
    return next;
  }

  /**
   * Whether there is nothing more to come.
   *
   * @param taken outcomes so far
   */
  boolean isOver(long taken) {
    return over && taken == begun.get();
  }

  /** Whether every request had its turn. */
  boolean isComplete() {
    return complete;
  }

  /** Throws what ended the thread, if anything did. */
  void throwBug() {
    if (bug != null) {
      throw new IllegalStateException("the pacing thread died", bug);
    }
  }

  long beganSinceEpoch() {
    return wire.clock().sinceEpoch(beginNanos);
  }

  private void pace() {
    try {
      if (halted) {
        return; // before the thread began, where an interrupt has no effect
      }
      new Pacer(plan.requests(), plan::offsetNanos).run(beginNanos, this::handOver);
      complete = !halted;
    } catch (InterruptedException e) {
      // Only halt() interrupts this thread, which then has nothing more to do.
    } catch (Throwable e) { // an Error too, or the run would look complete
      bug = e;
    } finally {
      over = true;
    }
  }

  private void handOver(int n, long intended) {
    if (halted) {
      return;
    }
    ReplayCase request = plan.of(n);
    int repetition = n / plan.cases().size() + 1;
    TracePrefix.Ids ids = prefix.next();
    // Taken by those dropped too: what a request says depends on its number alone.
    long turn = ofRoute.merge(request.route(), 1L, Long::sum) - 1;
    CompletableFuture<Void> unused =
        send(request, ids, turn, intended)
            .exceptionally(e -> failed(intended, e))
            .thenAccept(answer -> put(Outcome.of(request, repetition, ids, answer)));
    begun.incrementAndGet();
  }

  private CompletableFuture<Answer> send(
      ReplayCase request, TracePrefix.Ids ids, long turn, long intendedNanos) {
    if (!free.tryAcquire()) {
      return unsent(intendedNanos, DROPPED);
    }
    HttpRequest made;
    try {
      made = requests.of(request, ids, turn);
    } catch (UnsendableException e) {
      free.release();
      return unsent(intendedNanos, e.failure());
    }
    return wire.send(made, intendedNanos).whenComplete((answer, e) -> free.release());
  }

  private CompletableFuture<Answer> unsent(long intendedNanos, Failure why) {
    return CompletableFuture.completedFuture(
        Answer.unsent(wire.clock().sinceEpoch(intendedNanos), why));
  }

  private Answer failed(long intendedNanos, Throwable e) {
    return Answer.unsent(
        wire.clock().sinceEpoch(intendedNanos), new Failure("other", String.valueOf(e)));
  }

  // An interrupt ends the pacing, not what is known of a request.
  private void put(Outcome outcome) {
    boolean interrupted = false;
    while (true) {
      try {
        outcomes.put(outcome);
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
