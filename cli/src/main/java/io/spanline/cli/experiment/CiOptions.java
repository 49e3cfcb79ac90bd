package io.spanline.cli.experiment;

import io.spanline.cli.view.Inconclusive;
import io.spanline.experiments.experiment.plan.Outcome;
import io.spanline.terminal.Complaint;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a verdict is told to a CI. */
final class CiOptions {
  private static final int MOST = 125; // above it a shell has its own
  private static final int REFUSED = 2;
  private static final int FIRST_OTHER = 11;
  private static final int LAST_OTHER = 15;

  @Option(
      names = "--junit",
      paramLabel = "FILE",
      description =
          "also write test results for CI servers: a case each for the run, for the proof of its"
              + " fault, for every figure that decides, for the recovery and for the prediction;"
              + " however it ends")
  private @Nullable Path junit;

  @Option(
      names = "--inconclusive",
      paramLabel = "pass|fail",
      description = "exit as for a pass or a fail if the verdict is inconclusive (11)")
  private @Nullable Inconclusive inconclusive;

  @Option(
      names = "--fail-exit-code",
      paramLabel = "N",
      description = "exit code of a fail: 1 to 125, but for 2 and 11 to 15 (10)")
  private int failExitCode = Outcome.FAIL.exitCode();

  /** The exit code of an outcome. */
  int exitCode(Outcome outcome) {
    boolean isFail =
        outcome == Outcome.FAIL
            || (outcome == Outcome.INCONCLUSIVE && inconclusive == Inconclusive.FAIL);
    if (isFail) {
      return failExitCode;
    }
    return outcome == Outcome.INCONCLUSIVE && inconclusive == Inconclusive.PASS
        ? Outcome.PASS.exitCode()
        : outcome.exitCode();
  }

  /**
   * Where test results are to be written; empty if nowhere.
   *
   * @param experiment the file that asks for it
   * @throws Complaint if an option is wrong, or nothing can be written there
   */
  Optional<JunitFile> junit(Path experiment) {
    if (failExitCode < 1
        || failExitCode > MOST
        || failExitCode == REFUSED
        || (failExitCode >= FIRST_OTHER && failExitCode <= LAST_OTHER)) {
      throw Complaint.refused(
          "--fail-exit-code takes 1 to 125, but for 2 and 11 to 15, which say something else; was "
              + failExitCode);
    }
    if (junit != null
        && junit.toAbsolutePath().normalize().equals(experiment.toAbsolutePath().normalize())) {
      throw Complaint.refused("--junit would overwrite the experiment, " + experiment);
    }
    return Optional.ofNullable(junit)
        .map(file -> new JunitFile(file, String.valueOf(experiment.getFileName()), inconclusive));
  }
}
