package io.spanline.cli.toxics;

import io.spanline.cli.invocation.Failure;
import io.spanline.experiments.toxic.LeasedToxic;
import io.spanline.experiments.toxic.NotRemovedException;
import io.spanline.experiments.toxic.Removal;
import io.spanline.terminal.Screen;
import io.spanline.topic.ToxicChange.By;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A toxic that this program puts on and keeps on until its lease ends, or until the program is told
 * to end itself; at any moment of that it is taken off before the program ends.
 */
final class HeldToxic {
  /** An addition that fails at its end, with its removal, and another removal. */
  private static final long PATIENCE_SECONDS = 25;

  private final Supplier<LeasedToxic> addition;
  private final Removal removal;
  private final CountDownLatch interrupted = new CountDownLatch(1);
  private final CountDownLatch off = new CountDownLatch(1);

  HeldToxic(Supplier<LeasedToxic> addition, Removal removal) {
    this.addition = addition;
    this.removal = removal;
  }

  /**
   * Returns the exit status once it is off.
   *
   * @param added hears that it is on
   * @throws NotRemovedException if it may still be on
   */
  int hold(Consumer<LeasedToxic> added, Screen screen) throws InterruptedException {
    try {
      Runtime.getRuntime().addShutdownHook(new Thread(this::awaitRemoval, "toxic-end"));
    } catch (IllegalStateException e) {
      // The program ends already, and nothing has begun.
      return Failure.INTERRUPTED;
    }
    try {
      LeasedToxic toxic = addition.get();
      added.accept(toxic);
      awaitEnd(toxic, screen);
      removal.remove(toxic, By.OWNER);
      screen.result("%s: %s is off".formatted(toxic.proxy(), ToxicView.words(toxic)));
      return 0;
    } catch (NotRemovedException e) {
      if (interrupted.getCount() == 0) {
        ExitCodes.endWith(e, screen);
      }
      throw e;
    } finally {
      off.countDown();
    }
  }

  private void awaitEnd(LeasedToxic toxic, Screen screen) throws InterruptedException {
    long seconds = Math.max(0, Duration.between(Instant.now(), toxic.lease().end()).toSeconds());
    try (Screen.Bar bar = screen.bar("toxic", seconds, "s")) {
      for (long i = 0; i < seconds && !interrupted.await(1, TimeUnit.SECONDS); i++) {
        bar.step();
      }
    }
  }

  private void awaitRemoval() {
    interrupted.countDown();
    try {
      boolean unused = off.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
