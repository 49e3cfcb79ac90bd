package io.spanline.cli.demo;

import io.spanline.clients.Ledgers;
import io.spanline.terminal.Screen;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Waits until every span sent before a time is in an emitted trace. */
final class Drain {
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final long POLL_MILLIS = 100;

  private final Ledgers ledgers;
  private final Screen screen;

  Drain(Ledgers ledgers, Screen screen) {
    this.ledgers = ledgers;
    this.screen = screen;
  }

  /** Waits until every partition's watermark has reached a time and no trace is open. */
  void until(Instant time) throws InterruptedException {
    long began = System.nanoTime();
    try (Screen.Bar bar = screen.bar("drain", 100, "%")) {
      Ledgers.Account account = ledgers.now();
      long distance = Math.max(1, millisLeft(account, time));
      while (millisLeft(account, time) > 0 || account.open() > 0) {
        bar.stepTo(100 - Math.max(0, Math.min(100, millisLeft(account, time) * 100 / distance)));
        if (System.nanoTime() - began > PATIENCE.toNanos()) {
          screen.warn(
              "spanline: not drained after %s; the snapshot says what is open"
                  .formatted(Screen.seconds(PATIENCE)));
          return;
        }
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        account = ledgers.now();
      }
    }
  }

  private static long millisLeft(Ledgers.Account account, Instant time) {
    return Duration.between(account.watermark(), time).toMillis();
  }
}
