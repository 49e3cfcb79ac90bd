package io.spanline.cli.experiment;

import io.spanline.captures.DamagedFileException;
import io.spanline.experiments.experiment.file.ExperimentFiles;
import io.spanline.experiments.experiment.file.IndentedJson;
import io.spanline.experiments.experiment.verdict.Recomputation;
import io.spanline.experiments.experiment.verdict.Verdict;
import io.spanline.terminal.Complaint;
import io.spanline.terminal.OutputOptions;
import io.spanline.terminal.Screen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code spanline experiment recompute}. */
@Command(
    name = "recompute",
    description = {
      "Check an experiment's files against their sums, compute the verdict from them again, and"
          + " compare it with verdict.json, byte by byte. Needs no stack.",
      "",
      "Example: ./spanline experiment recompute experiment_001"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the same outcome and figures, as a rule byte by byte; if not, what is worded otherwise",
      "1:another outcome or figure, or a file is not as it was written",
      "2:the experiment does not exist or did not run to its end"
    },
    mixinStandardHelpOptions = true)
final class ExperimentRecompute implements Callable<Integer> {
  @Parameters(paramLabel = "EXPERIMENT", description = "path, or a name such as experiment_001")
  private String experiment = "";

  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() throws IOException {
    Screen screen = output.screen();
    ExperimentFiles files = Folders.find(experiment);
    Path name = files.folder().getFileName();
    if (!files.isComplete()) {
      throw Complaint.refused(
          "%s has no verdict; how far it came: %s"
              .formatted(name, Folders.typed("show", files.folder())));
    }
    try {
      files.verifySums();
      Verdict verdict = Recomputation.of(files);
      byte[] stored = Files.readAllBytes(files.file(ExperimentFiles.VERDICT));
      byte[] computed = IndentedJson.of(verdict);
      RecomputedVerdict again = RecomputedVerdict.of(computed, stored);
      again.lines(name.toString(), verdict.outcome()).forEach(screen::result);
      screen.json(again.json(verdict.outcome()));
      return again.areFiguresSame() ? 0 : 1;
    } catch (DamagedFileException e) {
      screen.warn("spanline: " + e.getMessage());
      return 1;
    }
  }
}
