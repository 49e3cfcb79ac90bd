package io.spanline.experiments.replay.send;

import io.spanline.captures.replay.ReplayLine.Moments;
import io.spanline.clients.HttpSwitches;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Sends single requests, each once, without following where an answer points. */
final class Wire implements AutoCloseable {
  static {
    HttpSwitches.set();
  }

  // Of the threads that read answers; their queue is bounded by what is in flight.
  private static final int THREADS = 4;

  private final Anchor clock = new Anchor();
  private final Duration timeout;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, daemon("answers"));
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, daemon("time-outs"));
  private final HttpClient client;

  /**
   * A wire with connections of its own.
   *
   * @param timeout until the last byte of an answer
   */
  Wire(Duration timeout) {
    this.timeout = timeout;
    timer.setRemoveOnCancelPolicy(true);
    client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(timeout)
            .executor(threads)
            .build();
  }

  Anchor clock() {
    return clock;
  }

  /** How long after its hand-over a request has an answer or an error, at the latest. */
  Duration timeout() {
    return timeout;
  }

  /**
   * Hands over a request.
   *
   * @param intendedNanos by {@link System#nanoTime}
   * @return never fails, and is there soon after the time-out at the latest
   */
  CompletableFuture<Answer> send(HttpRequest request, long intendedNanos) {
    Reception reception = new Reception();
    long handed = System.nanoTime();
    CompletableFuture<HttpResponse<Void>> response = client.sendAsync(request, reception);
    ScheduledFuture<?> limit =
        timer.schedule(
            () -> {
              reception.overdue();
              response.cancel(true);
            },
            timeout.toNanos(),
            TimeUnit.NANOSECONDS);
    return response.handle(
        (unused, e) -> {
          limit.cancel(false);
          return answer(reception, e, intendedNanos, handed);
        });
  }

  private Answer answer(Reception reception, @Nullable Throwable e, long intended, long handed) {
    Moments moments =
        new Moments(
            clock.sinceEpoch(intended),
            clock.sinceEpoch(handed),
            reception.hasHead() ? clock.sinceEpoch(reception.headNanos()) : null,
            clock.sinceEpoch(reception.doneNanos()));
    if (e == null) {
      return new Answer(moments, reception.status(), null, null, reception.bytes());
    }
    Failure failure = Failure.of(e, reception, timeout);
    return new Answer(moments, null, failure.word(), failure.detail(), reception.bytes());
  }

  @Override
  public void close() {
    timer.shutdownNow();
    threads.shutdown();
  }

  private static ThreadFactory daemon(String name) {
    return work -> {
      Thread thread = new Thread(work, "replay-" + name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
