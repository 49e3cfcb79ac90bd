package io.spanline.experiments.replay.run;

import io.spanline.experiments.replay.pair.PairProgress;
import io.spanline.experiments.replay.send.SendProgress;
import io.spanline.experiments.replay.send.SendReport;
import java.nio.file.Path;

/** Hears how far a replay is, in this order; on the thread that runs it. */
public interface ReplayListener extends AheadListener, SendProgress, PairProgress {
  /** An earlier replay was killed; the file holds what it sent. */
  void setAside(Path stray);

  /** The last answer is there. */
  void sent(SendReport report);
}
