package io.spanline.experiments.experiment.run;

import io.spanline.experiments.experiment.plan.RoundOrder;
import io.spanline.experiments.replay.run.AheadListener;
import io.spanline.experiments.replay.send.SendProgress;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Hears how far an experiment is, on the thread that runs it. */
public interface ExperimentListener extends AheadListener, SendProgress {
  /** Its folder is there. */
  void began(Path folder);

  /**
   * Requests were held against the stored baseline.
   *
   * @param words what that shows
   */
  void looked(String words);

  /**
   * Traces of requests that others send arrive.
   *
   * @param age how long ago the newest span that arrived had ended; below 0 if clocks differ
   */
  void arriving(Duration age);

  /** A round's last answer is there. */
  void roundEnded(RoundOrder round, RoundSummary figures);

  /** A round of what others send is over. */
  void roundPassed(RoundOrder round, Duration length);

  /**
   * The fault is off, and requests are answered as before.
   *
   * @param after null if they were not within 30 s
   */
  void recovered(@Nullable Duration after);

  /** A second more passed until the traces are there. */
  void waitingForTraces();
}
