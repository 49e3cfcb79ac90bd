package io.spanline.cli.replay;

import io.spanline.experiments.replay.run.Replay;
import io.spanline.experiments.replay.run.ReplayResult;
import io.spanline.terminal.Screen;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;

/**
 * A replay in a program that may be told to end itself, by Ctrl-C or a signal: the replay then ends
 * early, and the program once its files are written.
 */
final class Interruptible {
  private static final Duration PUBLISHING = Duration.ofSeconds(30);

  private final Replay replay;
  private final Screen screen;
  private final Duration timeout;
  private final CountDownLatch ended = new CountDownLatch(1);

  /**
   * A replay that may be interrupted.
   *
   * @param timeout how long an answer may take
   */
  Interruptible(Replay replay, Screen screen, Duration timeout) {
    this.replay = replay;
    this.screen = screen;
    this.timeout = timeout;
  }

  /** Runs it and has the result said, before the program may end. */
  int run(ToIntFunction<ReplayResult> ending) throws IOException {
    Runtime.getRuntime().addShutdownHook(new Thread(this::end, "replay-end"));
    try {
      return ending.applyAsInt(replay.run());
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
    replay.stop();
    try {
      boolean unused = ended.await(timeout.plus(PUBLISHING).toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
