package io.spanline.experiments.replay.pair;

import java.time.Duration;

/** Hears several times a second how far a {@link PairSearch} is, on its thread. */
public interface PairProgress {
  /** Assembly is not done yet with the last answer. */
  void waiting(Duration waited);

  /**
   * The topic is read.
   *
   * @param traces of the replay that it has shown so far
   */
  void reading(long traces);
}
