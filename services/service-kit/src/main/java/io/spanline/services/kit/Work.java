package io.spanline.services.kit;

import java.util.concurrent.locks.LockSupport;

/** The work a service does for a request: it takes time and holds a thread, as a query would. */
public final class Work {

  private final WorkTimes times;

  Work(WorkTimes times) {
    this.times = times;
  }

  /** Works for the next drawn time. */
  public void perform() {
    long end = System.nanoTime() + times.next().toNanos();
    // Parked, not Thread.sleep: JDK 17 rounds that up to whole milliseconds.
    for (long left = end - System.nanoTime();
        left > 0 && !Thread.currentThread().isInterrupted();
        left = end - System.nanoTime()) {
      LockSupport.parkNanos(this, left);
    }
  }
}
