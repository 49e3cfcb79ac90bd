package io.spanline.clients;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls of a library that has no bound of its own, each on a thread that is left behind when the
 * bound is over.
 */
public final class Bounded {
  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "bounded-call");
            thread.setDaemon(true);
            return thread;
          });

  private Bounded() {}

  /** A call that may do I/O. */
  @FunctionalInterface
  public interface Call {
    void run() throws IOException;
  }

  /**
   * Returns when the call has.
   *
   * @throws SocketTimeoutException if it takes longer
   */
  public static void run(Duration bound, Call call) throws IOException {
    Future<?> running =
        THREADS.submit(
            () -> {
              call.run();
              return null;
            });
    try {
      running.get(bound.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new SocketTimeoutException("no whole answer within " + bound);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ClientException.refused("interrupted while waiting for an answer");
    } finally {
      running.cancel(true);
    }
  }
}
