package io.spanline.stack;

import java.time.Duration;

/** Hears the steps of finding tools and of starting or stopping the stack; any thread may call. */
public interface StackListener {
  /** Hears nothing. */
  StackListener SILENT = new StackListener() {};

  /**
   * A step begins.
   *
   * @param step its name for people, the same in the calls that follow
   * @param expected its usual duration, for a bar; zero if unknown
   */
  default void started(String step, Duration expected) {}

  /** A line about a running step, such as the last line that a build printed. */
  default void detail(String step, String line) {}

  /** How much of a download has arrived; called several times a second. */
  default void received(String step, int percent) {}

  /** The step failed, and another way is tried. */
  default void gaveUp(String step, String why) {
    detail(step, why);
  }

  default void finished(String step, Duration took) {}
}
