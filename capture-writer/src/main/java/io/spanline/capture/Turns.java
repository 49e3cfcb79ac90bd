package io.spanline.capture;

import io.spanline.capture.order.Refusal;
import io.spanline.capture.order.StopSignal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Lets snapshots read and write one at a time, in the order in which they asked. */
final class Turns {
  // How late one that waits may notice that it is not wanted any more.
  private static final Duration SLICE = Duration.ofMillis(100);

  private final Deque<Place> queue = new ArrayDeque<>();
  private final Duration longest;
  private final int most;
  private int taken;

  /**
   * A queue for one turn at a time.
   *
   * @param longest wait for a turn
   * @param most places at a time
   */
  Turns(Duration longest, int most) {
    this.longest = longest;
    this.most = most;
  }

  /**
   * A place, not yet in the queue.
   *
   * @throws Refusal if all are taken
   */
  synchronized Place place() {
    if (taken >= most) {
      throw new Refusal(
          Refusal.Reason.BUSY, "%s snapshots are under way; ask again later".formatted(most));
    }
    taken++;
    return new Place();
  }

  /** Waits until nobody has or wants a turn; false if that takes too long. */
  synchronized boolean awaitEnd(Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (!queue.isEmpty() && System.nanoTime() - deadline < 0) {
      wait(SLICE.toMillis());
    }
    return queue.isEmpty();
  }

  /** The place of one snapshot. */
  final class Place implements AutoCloseable {
    private Place() {}

    /**
     * Waits for its turn, which lasts until it is closed.
     *
     * @throws Refusal if that takes too long, or the signal is raised
     */
    void await(StopSignal stop) {
      synchronized (Turns.this) {
        queue.addLast(this);
        long deadline = System.nanoTime() + longest.toNanos();
        while (queue.peekFirst() != this) {
          stop.check();
          if (System.nanoTime() - deadline > 0) {
            throw new Refusal(
                Refusal.Reason.BUSY, "another snapshot is under way; ask again once it is done");
          }
          pause();
        }
      }
    }

    private void pause() {
      try {
        Turns.this.wait(SLICE.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new Refusal(
            Refusal.Reason.STOPPING, "interrupted while waiting for a turn; ask again", e);
      }
    }

    @Override
    public void close() {
      synchronized (Turns.this) {
        queue.remove(this);
        taken--;
        Turns.this.notifyAll();
      }
    }
  }
}
