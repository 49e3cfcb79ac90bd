package io.spanline.experiments.toxic;

/** Starts a Toxiproxy of ours anew: the last step of a removal that nothing else could make. */
@FunctionalInterface
public interface Restart {
  /** That of a Toxiproxy which is not ours. */
  Restart NONE = stuck -> false;

  /**
   * Returns once it answers again, with the proxies it had, enabled, and no toxics. The journal is
   * told of every toxic of ours that ended so, but of this one: that is the caller's.
   *
   * @param stuck the toxic that could not be taken off
   * @return whether it was started anew
   */
  boolean restart(LeasedToxic stuck);
}
