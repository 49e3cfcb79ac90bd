package io.spanline.cli.experiment;

import io.spanline.experiments.experiment.plan.ExperimentFile;
import io.spanline.experiments.experiment.plan.ExperimentPlan;
import io.spanline.terminal.Complaint;
import java.nio.file.Path;

/** Experiments' files that verbs are given. */
final class Plans {
  private Plans() {}

  /**
   * Reads one.
   *
   * @throws Complaint naming what is wrong, with its line and column
   */
  static ExperimentPlan read(Path file) {
    try {
      return ExperimentFile.read(file);
    } catch (IllegalArgumentException e) {
      throw Complaint.refused(String.valueOf(e.getMessage()));
    }
  }
}
