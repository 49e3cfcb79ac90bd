package io.spanline.streams;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces a stream thread that died, three times in ten minutes; then ends the application, since
 * what fails each time would be replaced for ever.
 */
final class ThreadReplacement implements StreamsUncaughtExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ThreadReplacement.class);
  private static final int MOST = 3;
  private static final Duration WITHIN = Duration.ofMinutes(10);

  private final InstantSource clock;
  private final Deque<Instant> replaced = new ArrayDeque<>();
  private int total;

  ThreadReplacement(InstantSource clock) {
    this.clock = clock;
  }

  /** How many were replaced since the start. */
  synchronized int replaced() {
    return total;
  }

  @Override
  public synchronized StreamThreadExceptionResponse handle(Throwable failure) {
    Instant now = clock.instant();
    replaced.removeIf(time -> time.plus(WITHIN).isBefore(now));
    boolean again = replaced.size() < MOST;
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
