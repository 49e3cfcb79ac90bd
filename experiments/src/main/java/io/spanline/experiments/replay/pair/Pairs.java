package io.spanline.experiments.replay.pair;

import io.spanline.captures.replay.Pair;
import io.spanline.captures.replay.ReplayLine;

/** What became of the traces of a replay's requests. */
public interface Pairs {
  Pair of(ReplayLine line);
}
