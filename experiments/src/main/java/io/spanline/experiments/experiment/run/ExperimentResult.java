package io.spanline.experiments.experiment.run;

import io.spanline.experiments.experiment.verdict.Verdict;
import java.nio.file.Path;

/** How an experiment ended; its folder is there in any case. */
public sealed interface ExperimentResult {
  Path folder();

  /** It ran to its end. */
  record Judged(Path folder, Verdict verdict) implements ExperimentResult {}

  /**
   * No round was sent, and no fault put on.
   *
   * @param why in a sentence, with the next step
   */
  record NotSteady(Path folder, String why) implements ExperimentResult {}

  /** It was stopped; the fault is off. */
  record Interrupted(Path folder) implements ExperimentResult {}
}
