package io.spanline.cli.experiment;

import io.spanline.cli.invocation.Invocation;
import io.spanline.experiments.experiment.run.ExperimentResult;
import io.spanline.experiments.experiment.run.ExperimentResult.Judged;
import io.spanline.experiments.experiment.run.ExperimentResult.NotSteady;
import io.spanline.terminal.Complaint;
import io.spanline.terminal.Screen;

/** Says what came of an experiment, and by which exit code. */
public final class ExperimentEnd {
  private static final int INTERRUPTED = 130;

  private final Screen screen;
  private final VerdictView view;

  /** On a screen of that many columns. */
  public ExperimentEnd(Screen screen, int width) {
    this.screen = screen;
    this.view = new VerdictView(width);
  }

  /** Says it, and returns the exit code. */
  public int say(ExperimentResult result) {
    if (result instanceof Judged judged) {
      view.lines(judged.verdict(), judged.folder()).forEach(screen::result);
      screen.json(VerdictView.json(judged.verdict(), judged.folder()));
      return judged.verdict().outcome().exitCode();
    }
    if (result instanceof NotSteady notSteady) {
      screen.warn("spanline: not steady, so nothing was done: " + notSteady.why());
      return Complaint.NOT_STEADY;
    }
    screen.warn(
        "spanline: interrupted; the fault is off; what there is: "
            + Invocation.ofThisProcess().shown(result.folder()));
    return INTERRUPTED;
  }
}
