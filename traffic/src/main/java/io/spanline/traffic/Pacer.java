package io.spanline.traffic;

import java.util.concurrent.locks.LockSupport;
import java.util.function.IntToLongFunction;

/**
 * Calls at absolute times, on the thread that runs it. A call that comes late moves no other, and
 * nothing waits for what a call began.
 */
public final class Pacer {
  private final int count;
  private final IntToLongFunction offsetNanos;

  /**
   * A pacer of calls.
   *
   * @param offsetNanos when the n-th call is due, from 0, after the begin; never less than before
   */
  public Pacer(int count, IntToLongFunction offsetNanos) {
    this.count = count;
    this.offsetNanos = offsetNanos;
  }

  /** Takes the call that is due. */
  @FunctionalInterface
  public interface Due {
    /**
     * Begins something, without waiting for it.
     *
     * @param n from 0
     * @param intendedNanos when it was due, by {@link System#nanoTime}
     */
    void call(int n, long intendedNanos);
  }

  /**
   * Makes every call.
   *
   * @param beginNanos by {@link System#nanoTime}
   * @throws InterruptedException when interrupted; calls not yet due are not made
   */
  public void run(long beginNanos, Due due) throws InterruptedException {
    for (int n = 0; n < count; n++) {
      long intended = beginNanos + offsetNanos.applyAsLong(n);
      awaitNanos(intended);
      due.call(n, intended);
    }
  }

  private static void awaitNanos(long deadline) throws InterruptedException {
    for (long left = deadline - System.nanoTime(); left > 0; left = deadline - System.nanoTime()) {
      LockSupport.parkNanos(left);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
  }
}
