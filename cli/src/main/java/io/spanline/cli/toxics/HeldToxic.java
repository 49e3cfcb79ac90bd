package io.spanline.cli.toxics;

import io.spanline.experiments.toxic.LeasedToxic;
import io.spanline.experiments.toxic.NotRemovedException;
import io.spanline.experiments.toxic.Removal;
import io.spanline.terminal.Screen;
import io.spanline.topic.ToxicChange.By;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A toxic that this program keeps on until its lease ends, or until it is told to end itself. */
final class HeldToxic {
  private static final long LONGEST_REMOVAL_SECONDS = 12;

  private final LeasedToxic toxic;
  private final Removal removal;
  private final CountDownLatch interrupted = new CountDownLatch(1);
  private final CountDownLatch off = new CountDownLatch(1);

  HeldToxic(LeasedToxic toxic, Removal removal) {
    this.toxic = toxic;
    this.removal = removal;
  }

  /**
   * Returns once it is off.
   *
   * @throws NotRemovedException if it may still be on
   */
  void hold(Screen screen) throws InterruptedException {
    Runtime.getRuntime().addShutdownHook(new Thread(this::awaitRemoval, "toxic-end"));
    long seconds = Math.max(0, Duration.between(Instant.now(), toxic.lease().end()).toSeconds());
    try (Screen.Bar bar = screen.bar("toxic", seconds, "s")) {
      for (long i = 0; i < seconds && !interrupted.await(1, TimeUnit.SECONDS); i++) {
        bar.step();
      }
    }
    try {
      removal.remove(toxic, By.OWNER);
      screen.result("%s: %s is off".formatted(toxic.proxy(), ToxicView.words(toxic)));
    } catch (NotRemovedException e) {
      if (interrupted.getCount() == 0) {
        ToxicOptions.endWith(e, screen);
      }
      throw e;
    } finally {
      off.countDown();
    }
  }

  private void awaitRemoval() {
    interrupted.countDown();
    try {
      boolean unused = off.await(LONGEST_REMOVAL_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
