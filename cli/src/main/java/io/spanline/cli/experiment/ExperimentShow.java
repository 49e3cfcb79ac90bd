package io.spanline.cli.experiment;

import io.spanline.experiments.experiment.file.ExperimentFiles;
import io.spanline.experiments.experiment.verdict.Recomputation;
import io.spanline.experiments.experiment.verdict.Verdict;
import io.spanline.terminal.Complaint;
import io.spanline.terminal.FileErrors;
import io.spanline.terminal.OutputOptions;
import io.spanline.terminal.Screen;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code spanline experiment show}. */
@Command(
    name = "show",
    description = {
      "Compute the verdict of an experiment from its files, and print it. Needs no stack.",
      "",
      "Example: ./spanline experiment show experiment_001"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:shown", "2:it does not exist, did not run to its end, or is damaged"},
    mixinStandardHelpOptions = true)
final class ExperimentShow implements Callable<Integer> {
  @Parameters(paramLabel = "EXPERIMENT", description = "path, or a name such as experiment_001")
  private String experiment = "";

  @Mixin private OutputOptions output = new OutputOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    Screen screen = output.screen();
    ExperimentFiles files = Folders.find(experiment);
    try {
      Verdict verdict = Recomputation.of(files);
      new VerdictView(spec.root().usageMessage().width())
          .lines(verdict, files.folder())
          .forEach(screen::result);
      screen.json(VerdictView.json(verdict, files.folder()));
      return 0;
    } catch (IOException e) {
      throw Complaint.refused(FileErrors.words(e));
    }
  }
}
