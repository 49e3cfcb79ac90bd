package io.spanline.bench.speed;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CountDownLatch;

/** Counts the records of this process, by one thread, and measures it over the second half. */
final class WarmHalf {
  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private final CountDownLatch over = new CountDownLatch(1);
  private final long records;
  private long counted;
  private long beganNanos;
  private long beganCpuNanos;
  private long tookNanos;
  private long tookCpuNanos;

  WarmHalf(long records) {
    this.records = records;
  }

  /**
   * The outcome.
   *
   * @param sum that the reading made, of no meaning
   */
  record Took(long records, double seconds, double cpuSeconds, long sum) {}

  void count() {
    counted++;
    if (counted == records / 2) {
      beganNanos = System.nanoTime();
      beganCpuNanos = system.getProcessCpuTime();
    } else if (counted == records) {
      tookNanos = System.nanoTime() - beganNanos;
      tookCpuNanos = system.getProcessCpuTime() - beganCpuNanos;
      over.countDown();
    }
  }

  boolean isOver() {
    return over.getCount() == 0;
  }

  void awaitEnd() throws InterruptedException {
    over.await();
  }

  Took took(long sum) {
    return new Took(records - records / 2, tookNanos / 1e9, tookCpuNanos / 1e9, sum);
  }
}
