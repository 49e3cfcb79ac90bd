package io.spanline.experiments.replay.pair;

import io.spanline.captures.replay.Pair;
import io.spanline.captures.replay.ReplayLine;

/** What became of the traces of a replay's requests. */
public interface Pairs {
  /** The answer for a request that was handed over; one that was dropped has no trace. */
  Pair of(ReplayLine line);
}
