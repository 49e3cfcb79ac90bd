package io.spanline.experiments.replay.send;

import java.time.Instant;

/** Gives readings of {@link System#nanoTime} as times since 1970 that never jump. */
final class Anchor {
  private final long nanosOfEpoch;

  Anchor() {
    Instant now = Instant.now();
    nanosOfEpoch = now.getEpochSecond() * 1_000_000_000 + now.getNano() - System.nanoTime();
  }

  long sinceEpoch(long nanoTime) {
    return nanosOfEpoch + nanoTime;
  }

  static Instant instant(long nanosSinceEpoch) {
    return Instant.ofEpochSecond(0, nanosSinceEpoch);
  }
}
