package io.spanline.experiments.replay.send;

import io.spanline.captures.replay.ReplayLine;
import io.spanline.experiments.replay.ReplayCase;
import io.spanline.experiments.replay.ReplayPlan;
import io.spanline.experiments.replay.TracePrefix;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends the requests of a plan at their times, each once, and never waits for an answer before the
 * next. Exports no spans.
 */
public final class Sender implements AutoCloseable {
  private static final int WARM_UP_REQUESTS = 50;
  private static final long WARM_UP_NANOS = 1_000_000_000;
  private static final int WARM_UP_AT_ONCE = 5;
  private static final SendOptions PRACTICE =
      new SendOptions(16, Duration.ofSeconds(1), null, StatusCheck.OFF);

  private final SendOptions options;
  private final Requests requests;
  private final Wire wire;
  // Turns of requests ahead of a run, from the last one down: no run is so long that it has them.
  private final AtomicLong turnAhead = new AtomicLong(Integer.MAX_VALUE);
  private volatile boolean stopped;
  private volatile @Nullable Run run;

  /** A sender with connections and threads of its own, which {@link #close} ends. */
  public Sender(SendOptions options) {
    this.options = options;
    requests = new Requests(options.host());
    wire = new Wire(options.timeout());
  }

  /** Sends one request now and waits for its answer. */
  public Answer send(ReplayCase request, TracePrefix.Ids ids) throws InterruptedException {
    try {
      return begin(request, ids).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private CompletableFuture<Answer> begin(ReplayCase request, TracePrefix.Ids ids) {
    long now = System.nanoTime();
    try {
      return wire.send(requests.of(request, ids, turnAhead.getAndDecrement()), now);
    } catch (UnsendableException e) {
      return CompletableFuture.completedFuture(
          Answer.unsent(wire.clock().sinceEpoch(now), e.failure()));
    }
  }

  /**
   * Practises for a second on a listener of its own, then sends safe requests from all over the
   * plan, some at a time, up to 50 of them or for a second.
   *
   * @param prefix of no run, so that nobody takes them for requests of one
   * @return how many were sent
   */
  public int warmUp(ReplayPlan plan, TracePrefix prefix) throws InterruptedException {
    List<ReplayCase> safe = plan.cases().stream().filter(each -> each.route().isSafe()).toList();
    practise();
    long begin = System.nanoTime();
    int sent = 0;
    while (!safe.isEmpty()
        && !stopped
        && sent < WARM_UP_REQUESTS
        && System.nanoTime() - begin < WARM_UP_NANOS) {
      List<CompletableFuture<Answer>> some = new ArrayList<>();
      for (int i = 0; i < WARM_UP_AT_ONCE; i++) {
        some.add(
            begin(safe.get((int) ((long) sent++ * safe.size() / WARM_UP_REQUESTS)), prefix.next()));
      }
      await(some);
    }
    return sent;
  }

  private void practise() throws InterruptedException {
    try (Practice practice = new Practice()) {
      run(practice.plan(), TracePrefix.random(), PRACTICE).toTheEnd(line -> {}, counts -> {});
    } catch (IOException e) {
      // No port for a listener: the first requests will be later, and are counted so.
    }
  }

  private static void await(List<CompletableFuture<Answer>> answers) throws InterruptedException {
    try {
      CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  /**
   * Sends the whole plan.
   *
   * @param lines takes what came of each request, in the order of the answers, on this thread; an
   *     {@link java.io.UncheckedIOException} of it ends the sending
   * @param progress hears on this thread as well
   * @throws InterruptedException once what was in flight is over, if this thread was interrupted
   */
  public SendReport run(
      ReplayPlan plan, TracePrefix prefix, Consumer<ReplayLine> lines, SendProgress progress)
      throws InterruptedException {
    return run(plan, prefix, options).toTheEnd(lines, progress);
  }

  private Run run(ReplayPlan plan, TracePrefix prefix, SendOptions how) {
    Run now =
        new Run(
            new Pacing(plan, prefix, how.inFlight(), wire, requests),
            new Tally(plan.requests()),
            how.statusCheck());
    run = now;
    if (stopped) {
      now.interrupt();
    }
    return now;
  }

  /** Hands nothing more over, now or ever; what is in flight is still waited for. Any thread. */
  public void stop() {
    stopped = true;
    Run now = run;
    if (now != null) {
      now.interrupt();
    }
  }

  @Override
  public void close() {
    wire.close();
  }
}
