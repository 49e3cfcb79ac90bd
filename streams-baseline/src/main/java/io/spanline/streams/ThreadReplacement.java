package io.spanline.streams;

import io.spanline.streams.store.UnusableStateException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces a stream thread that died, three times in ten minutes for each thread that there is;
 * then ends the application, since what fails each time would be replaced for ever. The thread of
 * the views cannot be replaced.
 */
final class ThreadReplacement implements StreamsUncaughtExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ThreadReplacement.class);
  private static final int MOST_OF_A_THREAD = 3;
  private static final Duration WITHIN = Duration.ofMinutes(10);

  // Kafka Streams' name of it; asked to replace it, it ends the application too.
  private static final String OF_THE_VIEWS = "-GlobalStreamThread";

  private final InstantSource clock;
  private final int most;
  private final Deque<Instant> replaced = new ArrayDeque<>();
  private int total;
  private @Nullable UnusableStateException unusableState;

  ThreadReplacement(InstantSource clock, int threads) {
    this.clock = clock;
    this.most = MOST_OF_A_THREAD * threads;
  }

  /** How many were replaced since the start. */
  synchronized int replaced() {
    return total;
  }

  /** What a thread found in its stores that no thread here can go on from; null if nothing. */
  synchronized @Nullable UnusableStateException unusableState() {
    return unusableState;
  }

  @Override
  public synchronized StreamThreadExceptionResponse handle(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnusableStateException state) {
        unusableState = state;
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
      }
    }
    if (Thread.currentThread().getName().endsWith(OF_THE_VIEWS)) {
      LOG.atError().setCause(failure).log("the thread of the views died, giving up");
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
    Instant now = clock.instant();
    replaced.removeIf(time -> time.plus(WITHIN).isBefore(now));
    boolean again = replaced.size() < most;
    if (again) {
      replaced.add(now);
      total++;
    }
    LOG.atError()
        .addKeyValue("replacements", replaced.size())
        .setCause(failure)
        .log(again ? "stream thread died, replacing it" : "stream thread died again, giving up");
    return again
        ? StreamThreadExceptionResponse.REPLACE_THREAD
        : StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }
}
