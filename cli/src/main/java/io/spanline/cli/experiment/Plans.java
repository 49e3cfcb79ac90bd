package io.spanline.cli.experiment;

import io.spanline.captures.baseline.ToxicWords;
import io.spanline.experiments.experiment.plan.ExperimentFile;
import io.spanline.experiments.experiment.plan.ExperimentPlan;
import io.spanline.experiments.experiment.plan.PlannedFault;
import io.spanline.experiments.toxic.Fault;
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
    return read(file, text(file));
  }

  /** The text of one, which may come out of a pipe. */
  static String text(Path file) {
    try {
      return ExperimentFile.text(file);
    } catch (IllegalArgumentException e) {
      throw Complaint.refused(String.valueOf(e.getMessage()));
    }
  }

  static ExperimentPlan read(Path file, String text) {
    try {
      return ExperimentFile.read(file, text);
    } catch (IllegalArgumentException e) {
      throw Complaint.refused(String.valueOf(e.getMessage()));
    }
  }

  /** The fault of faulty rounds in words: {@code latency=200 on b-to-c}. */
  static String fault(ExperimentPlan plan) {
    return plan.faults().isEmpty() ? "none" : words(plan.faults().get(0));
  }

  private static String words(PlannedFault planned) {
    Fault fault = planned.fault();
    return ToxicWords.what(fault.kind().word(), fault.attributes()) + " on " + planned.target();
  }
}
