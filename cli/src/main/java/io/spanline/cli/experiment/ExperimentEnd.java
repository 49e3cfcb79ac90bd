package io.spanline.cli.experiment;

import io.spanline.cli.invocation.Failure;
import io.spanline.cli.invocation.Invocation;
import io.spanline.experiments.experiment.run.ExperimentResult;
import io.spanline.experiments.experiment.run.ExperimentResult.Judged;
import io.spanline.experiments.experiment.run.ExperimentResult.NotSteady;
import io.spanline.terminal.Complaint;
import io.spanline.terminal.FileErrors;
import io.spanline.terminal.Screen;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says what came of an experiment, and by which exit code. */
public final class ExperimentEnd implements ExperimentEnding {
  private static final int UNWRITTEN = 1;

  private final VerdictPrinter printer;
  private final CiOptions ci;
  private final @Nullable JunitFile junit;
  private boolean isBrokenOff;

  ExperimentEnd(VerdictPrinter printer, CiOptions ci, @Nullable JunitFile junit) {
    this.printer = printer;
    this.ci = ci;
    this.junit = junit;
  }

  /** On a screen of that many columns. */
  public ExperimentEnd(Screen screen, int width) {
    this(new VerdictPrinter(screen, width, VerdictPrinter.Format.TEXT), new CiOptions(), null);
  }

  /** Something that is written for a CI. */
  @FunctionalInterface
  private interface Written {
    void to(JunitFile file) throws IOException;
  }

  @Override
  public int ended(ExperimentResult result) throws IOException {
    if (result instanceof Judged judged) {
      boolean isWritten = write(file -> file.write(judged.verdict()));
      printer.print(judged.verdict(), judged.folder());
      int exit = ci.exitCode(judged.verdict().outcome());
      return exit == 0 && !isWritten ? UNWRITTEN : exit;
    }
    if (result instanceof NotSteady notSteady) {
      return none("not steady, so nothing was done: " + notSteady.why(), "", Complaint.NOT_STEADY);
    }
    return none(
        "interrupted; the fault is off",
        "; what there is: " + Invocation.ofThisProcess().shown(result.folder()),
        Failure.INTERRUPTED);
  }

  @Override
  public void brokeOff(Exception why) {
    if (isBrokenOff) {
      return;
    }
    isBrokenOff = true;
    List<String> lines =
        Failure.of(why).map(Failure::lines).orElseGet(() -> List.of(String.valueOf(why)));
    boolean unused = write(file -> file.none(String.join("; ", lines)));
  }

  private int none(String why, String forPeople, int exit) {
    boolean unused = write(file -> file.none(why));
    printer.screen().warn("spanline: " + why + forPeople);
    return exit;
  }

  /** What cannot be written hides nothing else. */
  private boolean write(Written what) {
    if (junit == null) {
      return true;
    }
    try {
      what.to(junit);
      return true;
    } catch (IOException e) {
      printer.screen().warn("spanline: --junit was not written: " + FileErrors.words(e));
      return false;
    }
  }
}
