package io.spanline.cli.experiment;

import io.spanline.experiments.experiment.file.ExperimentFiles;
import io.spanline.experiments.experiment.verdict.Recomputation;
import io.spanline.terminal.Complaint;
import io.spanline.terminal.FileErrors;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code spanline experiment show}. */
@Command(
    name = "show",
    description = {
      "Compute the verdict of an experiment from its files, and print it; of one without a verdict,"
          + " how far it came, and whether its fault may be on. Needs no stack.",
      "",
      "Example: ./spanline experiment show experiment_001"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:shown", "2:it does not exist, did not run to its end, or is damaged"},
    mixinStandardHelpOptions = true)
final class ExperimentShow implements Callable<Integer> {
  private static final int NO_VERDICT = 2;

  @Parameters(paramLabel = "EXPERIMENT", description = "path, or a name such as experiment_001")
  private String experiment = "";

  @Mixin private VerdictOptions options = new VerdictOptions();

  @Override
  public Integer call() throws IOException {
    VerdictPrinter printer = options.printer();
    ExperimentFiles files = Folders.find(experiment);
    if (!files.isComplete()) {
      UnfinishedView.lines(files).forEach(printer.screen()::result);
      printer.screen().json(ExperimentSummary.of(files.folder()));
      return NO_VERDICT;
    }
    try {
      printer.print(Recomputation.of(files), files.folder());
      return 0;
    } catch (IOException e) {
      throw Complaint.refused(FileErrors.words(e));
    }
  }
}
