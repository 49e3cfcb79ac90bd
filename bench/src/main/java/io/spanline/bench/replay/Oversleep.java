package io.spanline.bench.replay;

import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** How much longer than asked this machine lets a thread sleep: no pacer that sleeps is better. */
final class Oversleep {
  private static final long ASKED_NANOS = 500_000;
  private static final int TIMES = 4_000;

  private Oversleep() {}

  /** Sleeps for about two seconds. */
  static Quantiles measure() {
    Histogram over = Quantiles.histogram();
    for (int i = 0; i < TIMES; i++) {
      long began = System.nanoTime();
      LockSupport.parkNanos(ASKED_NANOS);
      over.recordValue(Math.max(0, System.nanoTime() - began - ASKED_NANOS));
    }
    return Quantiles.of(over);
  }
}
