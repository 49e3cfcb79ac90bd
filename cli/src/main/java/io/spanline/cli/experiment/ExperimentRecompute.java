package io.spanline.cli.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spanline.captures.DamagedFileException;
import io.spanline.captures.FileFormat;
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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
      "0:the same verdict, byte by byte",
      "1:another one, or a file is not as it was written",
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
          "%s did not run to its end; its %s says how far it came"
              .formatted(name, ExperimentFiles.JOURNAL));
    }
    try {
      files.verifySums();
      Verdict verdict = Recomputation.of(files);
      byte[] stored = Files.readAllBytes(files.file(ExperimentFiles.VERDICT));
      byte[] computed = IndentedJson.of(verdict);
      boolean isSame = Arrays.equals(computed, stored);
      String outcome = verdict.outcome().word();
      screen.result(
          "%s: %s"
              .formatted(
                  name,
                  isSame
                      ? "the same verdict, %s, byte by byte".formatted(outcome)
                      : figures(computed).equals(figures(stored))
                          ? "the same outcome, %s, and figures, in the words of another version"
                              .formatted(outcome)
                          : "another verdict: %s; %s says otherwise"
                              .formatted(outcome, ExperimentFiles.VERDICT)));
      screen.json(Map.of("outcome", verdict.outcome(), "same", isSame));
      return isSame ? 0 : 1;
    } catch (DamagedFileException e) {
      screen.warn("spanline: " + e.getMessage());
      return 1;
    }
  }

  private static JsonNode figures(byte[] verdict) throws IOException {
    JsonNode tree = FileFormat.JSON.readTree(verdict);
    return tree instanceof ObjectNode object
        ? object.without(List.of("sentences", "reasons"))
        : tree;
  }
}
