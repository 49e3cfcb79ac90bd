package io.spanline.experiments.toxic;

/** Starts a Toxiproxy of ours anew: the last step of a removal that nothing else could make. */
@FunctionalInterface
public interface Restart {
  /** That of a Toxiproxy which is not ours. */
  Restart NONE = reason -> false;

  /**
   * Returns once it answers again, with the proxies it had and no toxics.
   *
   * @param reason why, for the log of the stack
   * @return whether it was started anew
   */
  boolean restart(String reason);
}
