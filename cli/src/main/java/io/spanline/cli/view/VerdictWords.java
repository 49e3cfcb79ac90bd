package io.spanline.cli.view;

import io.spanline.experiments.experiment.verdict.Verdict;

/** A verdict in a few words. */
public final class VerdictWords {
  private VerdictWords() {}

  /** The outcome, held against the prediction: {@code fail, as predicted}. */
  public static String outcome(Verdict verdict) {
    Boolean asPredicted = verdict.asPredicted();
    return verdict.outcome().word()
        + (asPredicted == null ? "" : asPredicted ? ", as predicted" : ", not as predicted");
  }
}
