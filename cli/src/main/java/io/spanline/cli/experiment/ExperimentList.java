package io.spanline.cli.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanline.captures.FileFormat;
import io.spanline.experiments.experiment.file.ExperimentFiles;
import io.spanline.experiments.experiment.file.ExperimentJournal;
import io.spanline.terminal.OutputOptions;
import io.spanline.terminal.Screen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code spanline experiment list}. */
@Command(
    name = "list",
    description = {
      "List the experiments of this clone, and how each ended: its outcome, or running, not steady,"
          + " interrupted, or broke off. Needs no stack.",
      "",
      "Example: ./spanline experiment list"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = "0:listed",
    mixinStandardHelpOptions = true)
final class ExperimentList implements Callable<Integer> {
  private static final String INTERRUPTED = "interrupted";
  private static final Pattern HOW = Pattern.compile("\"how\":\"([a-z_]+)\"");

  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() throws IOException {
    Screen screen = output.screen();
    List<Map<String, String>> rows = new ArrayList<>();
    for (Path folder : Folders.ofThisProcess().list()) {
      String name = String.valueOf(folder.getFileName());
      String end = end(new ExperimentFiles(folder));
      screen.result("%s  %s".formatted(name, end));
      rows.add(Map.of("experiment", name, "end", end));
    }
    if (rows.isEmpty()) {
      screen.result(
          "no experiment yet; run one: ./spanline experiment run"
              + " data/sample/experiments/slow-b.yaml");
    }
    screen.json(rows);
    return 0;
  }

  /** The outcome, or that there is none: a process that was killed wrote no end. */
  private static String end(ExperimentFiles files) {
    try {
      if (files.isComplete()) {
        JsonNode verdict =
            FileFormat.JSON.readTree(Files.readAllBytes(files.file(ExperimentFiles.VERDICT)));
        return verdict.path("outcome").asText("unreadable");
      }
      return journalled(files.file(ExperimentFiles.JOURNAL));
    } catch (IOException e) {
      return "unreadable";
    }
  }

  private static String journalled(Path journal) throws IOException {
    if (!Files.isRegularFile(journal)) {
      return INTERRUPTED;
    }
    if (ExperimentJournal.isOpen(journal)) {
      return "running";
    }
    // The last line of a process that was killed may be cut short.
    List<String> lines = Files.readAllLines(journal);
    String last = lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    Matcher how = HOW.matcher(last);
    // One that says complete was killed before the sums were written.
    return how.find() && !how.group(1).equals("complete")
        ? how.group(1).replace('_', ' ')
        : INTERRUPTED;
  }
}
