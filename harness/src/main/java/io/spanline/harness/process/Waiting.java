package io.spanline.harness.process;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting for something that another process does. */
public final class Waiting {
  private static final Duration POLL = Duration.ofMillis(50);

  private Waiting() {}

  /** Something that must come did not come in time. */
  public static final class WaitedInVain extends RuntimeException {
    WaitedInVain(String message) {
      super(message);
    }
  }

  /**
   * Returns once the condition holds.
   *
   * @param what is waited for, for the message
   * @throws WaitedInVain if it does not hold in time
   */
  public static void until(String what, Duration most, BooleanSupplier condition) {
    if (!within(most, POLL, condition)) {
      throw new WaitedInVain("after %d s: %s".formatted(most.toSeconds(), what));
    }
  }

  /** Whether a condition comes to hold in time; asks again after each pause. */
  public static boolean within(Duration most, Duration pause, BooleanSupplier condition) {
    long deadline = System.nanoTime() + most.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        return false;
      }
      pause(pause);
    }
    return true;
  }

  /** Does nothing for a while. */
  public static void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WaitedInVain("interrupted");
    }
  }

  /** The time since a moment of {@link System#nanoTime}. */
  public static Duration since(long nanoTime) {
    return Duration.ofNanos(System.nanoTime() - nanoTime);
  }
}
