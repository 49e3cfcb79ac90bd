package io.spanline.experiments.replay.run;

import io.spanline.experiments.replay.pair.PairProgress;
import io.spanline.experiments.replay.send.SendProgress;
import java.nio.file.Path;

/** Hears how far a replay is, in this order; on the thread that runs it. */
public interface ReplayListener extends SendProgress, PairProgress {
  /** An earlier replay was killed; the file holds what it sent. */
  void setAside(Path stray);

  /**
   * A request was answered and, if pairs are looked for, its trace arrived.
   *
   * @param words how long that took; empty without pairs
   */
  void checked(String request, String words);

  /** Connections are open. */
  void warmedUp(int requests);
}
