package io.spanline.cli.experiment;

import io.spanline.experiments.experiment.run.ExperimentResult;
import java.io.IOException;

/** Hears how an experiment ended, before the program may end. */
public interface ExperimentEnding {
  /** It ended by itself, or was stopped; returns the exit code. */
  int ended(ExperimentResult result) throws IOException;

  /** It broke off; who ran it hears that, too. */
  void brokeOff(Exception why);
}
