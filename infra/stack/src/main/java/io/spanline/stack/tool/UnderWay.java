package io.spanline.stack.tool;

import io.spanline.stack.StackFailure;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Keeps account of work that threads are at, so that closing can wait until they have tidied up.
 */
final class UnderWay {
  private int works;
  private boolean closed;

  /**
   * Work begins.
   *
   * @param whatNot completes "stopped before … "
   * @throws StackFailure if no work may begin any more
   */
  synchronized void begin(String whatNot) {
    if (closed) {
      throw new StackFailure("stopped before " + whatNot);
    }
    works++;
  }

  /** Work ended, whatever came of it. */
  synchronized void end() {
    works--;
    notifyAll();
  }

  synchronized boolean isClosed() {
    return closed;
  }

  /** No work begins from now on. */
  synchronized void close() {
    closed = true;
  }

  /** Waits until no work is under way, or no longer than that is worth. */
  synchronized void await(Duration longest) {
    long deadline = System.nanoTime() + longest.toNanos();
    try {
      for (long left = longest.toNanos(); works > 0 && left > 0; ) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
        left = deadline - System.nanoTime();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
