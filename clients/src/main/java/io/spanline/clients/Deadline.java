package io.spanline.clients;

import java.time.Duration;

/**
 * When calls that belong together must be done: each may take what is left.
 *
 * @param nanoTime of {@link System#nanoTime}
 */
public record Deadline(long nanoTime) {
  /** The deadline this long after now. */
  public static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** What is left, or zero. */
  public Duration left() {
    return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
  }

  public boolean isOver() {
    return left().isZero();
  }

  /** The deadline this long before this one. */
  public Deadline minus(Duration time) {
    return new Deadline(nanoTime - time.toNanos());
  }

  /** This one, or the one this long after now if that is sooner. */
  public Deadline orIn(Duration time) {
    Deadline other = in(time);
    return other.nanoTime - nanoTime < 0 ? other : this;
  }
}
