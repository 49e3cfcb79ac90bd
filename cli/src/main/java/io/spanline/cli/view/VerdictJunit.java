package io.spanline.cli.view;

import io.spanline.cli.view.JunitSuite.Outcome;
import io.spanline.experiments.compare.Word;
import io.spanline.experiments.experiment.verdict.DecisiveWords;
import io.spanline.experiments.experiment.verdict.Verdict;
import io.spanline.experiments.experiment.verdict.Verdict.Decisive;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An experiment as CI servers read test results: a case each for the run, for the proof of its
 * fault, for every figure that decides, for the recovery and for the prediction.
 */
public final class VerdictJunit {
  private static final String EXPERIMENT = "experiment";
  private static final String RUN = "ran to its end and is valid";
  private static final String NOTHING_COUNTS = "the run is invalid, so nothing it shows counts";

  private final Verdict verdict;
  private final JunitSuite suite;
  private final Outcome undecided;
  private final boolean isValid;

  private VerdictJunit(String name, Verdict verdict, @Nullable Inconclusive as) {
    this.verdict = verdict;
    this.suite = new JunitSuite(name);
    this.undecided = as == Inconclusive.PASS ? Outcome.SKIPPED : Outcome.FAILED;
    this.isValid = verdict.outcome() != io.spanline.experiments.experiment.plan.Outcome.INVALID;
    String reasons = String.join("; ", verdict.reasons());
    suite.add(EXPERIMENT, RUN, isValid ? Outcome.PASSED : Outcome.ERROR, reasons);
    addProof();
    verdict.decides().forEach(this::add);
    if (isValid && verdict.decides().isEmpty()) {
      suite.add(EXPERIMENT, "what decides", undecided, "no figure decides");
    }
    addDoubts();
    addPrediction();
  }

  /**
   * The lines of the file.
   *
   * @param as what an inconclusive figure is: skipped if it passes, else failed
   */
  public static List<String> of(String name, Verdict verdict, @Nullable Inconclusive as) {
    return new VerdictJunit(name, verdict, as)
        .suite.lines(
            Stream.concat(verdict.sentences().stream(), verdict.reasons().stream()).toList());
  }

  /** The lines of the file of an experiment without a verdict. */
  public static List<String> ofNone(String name, String why) {
    JunitSuite suite = new JunitSuite(name);
    suite.add(EXPERIMENT, RUN, Outcome.ERROR, why);
    return suite.lines(List.of(why));
  }

  private void addProof() {
    Verdict.Proof proof = verdict.proof();
    if (proof == null) {
      return;
    }
    suite.add(
        EXPERIMENT,
        "the fault acted",
        proof.proved() ? Outcome.PASSED : Outcome.ERROR,
        "not proved: " + proof.reason());
    if (verdict.counts() == null) {
      return; // nobody asked
    }
    suite.add(
        EXPERIMENT,
        "recovered after each removal",
        !isValid ? Outcome.SKIPPED : verdict.recoverySeconds() == null ? undecided : Outcome.PASSED,
        isValid ? "not as before within 30 s" : NOTHING_COUNTS);
  }

  private void add(Decisive of) {
    String label = FigureWords.label(of.figure());
    suite.add(
        of.service(),
        of.operation() == null ? label : of.operation() + " " + label,
        isValid ? outcome(of.figure().word()) : Outcome.SKIPPED,
        isValid ? new DecisiveWords(of).reason() : NOTHING_COUNTS);
  }

  private Outcome outcome(Word word) {
    if (word.isNotWorse()) {
      return Outcome.PASSED;
    }
    // Of rounds that ended early it is not shown.
    return word == Word.WORSE && !isInconclusive() ? Outcome.FAILED : undecided;
  }

  /** What keeps a pass from being one, if no figure does. */
  private void addDoubts() {
    boolean isTold =
        (verdict.counts() != null && verdict.proof() != null && verdict.recoverySeconds() == null)
            || verdict.decides().stream()
                .anyMatch(each -> outcome(each.figure().word()) != Outcome.PASSED);
    if (isInconclusive() && !isTold) {
      suite.add(EXPERIMENT, "is conclusive", undecided, String.join("; ", verdict.reasons()));
    }
  }

  private boolean isInconclusive() {
    return verdict.outcome() == io.spanline.experiments.experiment.plan.Outcome.INCONCLUSIVE;
  }

  private void addPrediction() {
    if (verdict.expect() != null) {
      Boolean asPredicted = verdict.asPredicted();
      suite.add(
          EXPERIMENT,
          "is as predicted",
          asPredicted == null ? Outcome.SKIPPED : asPredicted ? Outcome.PASSED : Outcome.FAILED,
          "predicted %s, was %s"
              .formatted(verdict.expect().outcome().word(), verdict.outcome().word()));
    }
  }
}
