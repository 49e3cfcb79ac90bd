package io.spanline.cli.replay;

import io.spanline.experiments.replay.run.Replay;
import io.spanline.experiments.replay.run.ReplayResult;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A replay in a program that may be told to end itself, by Ctrl-C or a signal: the replay then ends
 * early, and the program once its files are written.
 */
final class Interruptible {
  private final Replay replay;
  private final long patienceSeconds;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean interrupted;

  /**
   * A replay that may be interrupted.
   *
   * @param patienceSeconds how long the program waits for the end once it is told to end
   */
  Interruptible(Replay replay, long patienceSeconds) {
    this.replay = replay;
    this.patienceSeconds = patienceSeconds;
  }

  /** What is still to be said comes before the program ends. */
  @FunctionalInterface
  interface Ending<T> {
    T after(ReplayResult result) throws IOException;
  }

  <T> T run(Ending<T> ending) throws IOException {
    Runtime.getRuntime().addShutdownHook(new Thread(this::end, "replay-end"));
    try {
      return ending.after(replay.run());
    } finally {
      ended.countDown();
    }
  }

  boolean wasInterrupted() {
    return interrupted;
  }

  private void end() {
    if (ended.getCount() == 0) {
      return;
    }
    interrupted = true;
    replay.stop();
    try {
      boolean unused = ended.await(patienceSeconds, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
