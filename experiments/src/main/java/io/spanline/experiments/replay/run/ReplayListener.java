package io.spanline.experiments.replay.run;

import io.spanline.experiments.replay.ReplayCase;
import io.spanline.experiments.replay.pair.PairProgress;
import io.spanline.experiments.replay.send.SendProgress;
import io.spanline.experiments.replay.send.SendReport;
import java.nio.file.Path;

/** Hears how far a replay is, in this order; on the thread that runs it. */
public interface ReplayListener extends SendProgress, PairProgress {
  /** An earlier replay was killed; the file holds what it sent. */
  void setAside(Path stray);

  /** A request is sent to see whether it is answered and, if pairs are wanted, recorded. */
  void checking(ReplayCase request);

  /**
   * A request was answered and, if pairs are looked for, its trace arrived.
   *
   * @param words how long the trace took; empty if nobody looked
   */
  void checked(String words);

  /** Connections are open. */
  void warmedUp(int requests);

  /** The last answer is there. */
  void sent(SendReport report);
}
