package io.spanline.experiments.replay.file;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** How much longer than asked this machine lets a thread sleep: no pacer that sleeps is better. */
public final class Oversleep {
  private static final long ASKED_NANOS = 500_000;
  private static final int DIGITS = 3;

  private Oversleep() {}

  /** Sleeps again and again for half a millisecond; a histogram of nanoseconds. */
  public static Histogram measure(Duration time) {
    Histogram over = new Histogram(DIGITS);
    long began = System.nanoTime();
    long now = began;
    while (now - began < time.toNanos()) {
      long asleep = now;
      LockSupport.parkNanos(ASKED_NANOS);
      now = System.nanoTime();
      over.recordValue(Math.max(0, now - asleep - ASKED_NANOS));
    }
    return over;
  }
}
