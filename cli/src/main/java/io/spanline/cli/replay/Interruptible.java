package io.spanline.cli.replay;

import io.spanline.terminal.Screen;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A run in a program that may be told to end itself, by Ctrl-C or a signal: the run then ends
 * early, and the program once its files are written.
 */
public final class Interruptible {
  private static final Duration PUBLISHING = Duration.ofSeconds(30);

  private final Runnable stop;
  private final Screen screen;
  private final Duration timeout;
  private final CountDownLatch ended = new CountDownLatch(1);

  /** What runs, and returns an exit code. */
  @FunctionalInterface
  public interface Running {
    int run() throws IOException;
  }

  /**
   * A run that may be interrupted.
   *
   * @param stop ends it soon; any thread
   * @param timeout how long an answer may take
   */
  public Interruptible(Runnable stop, Screen screen, Duration timeout) {
    this.stop = stop;
    this.screen = screen;
    this.timeout = timeout;
  }

  /** Runs it and has the result said, before the program may end. */
  public int run(Running running) throws IOException {
    Runtime.getRuntime().addShutdownHook(new Thread(this::end, "run-end"));
    try {
      return running.run();
    } finally {
      ended.countDown();
    }
  }

  private void end() {
    if (ended.getCount() == 0) {
      return;
    }
    screen.warn(
        "spanline: interrupted; waiting up to %d s for answers under way"
            .formatted(timeout.toSeconds()));
    stop.run();
    try {
      boolean unused = ended.await(timeout.plus(PUBLISHING).toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
