package io.spanline.cli.experiment;

import io.spanline.terminal.OutputOptions;
import io.spanline.terminal.Screen;
import io.spanline.terminal.Table;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code spanline experiment list}. */
@Command(
    name = "list",
    description = {
      "List the experiments of this clone, the newest last, and how each ended: its outcome, or"
          + " running, not steady, interrupted, broke off, or unreadable. Needs no stack.",
      "",
      "Example: ./spanline experiment list"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = "0:listed",
    mixinStandardHelpOptions = true)
final class ExperimentList implements Callable<Integer> {
  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() throws IOException {
    Screen screen = output.screen();
    List<ExperimentSummary> all =
        Folders.ofThisProcess().list().stream().map(ExperimentSummary::of).toList();
    if (all.isEmpty()) {
      screen.result(
          "no experiment yet; run one: spanline experiment run"
              + " data/sample/experiments/slow-b.yaml");
    } else {
      table(all).lines().forEach(screen::result);
    }
    screen.json(all);
    return 0;
  }

  private static Table table(List<ExperimentSummary> all) {
    Table table = Table.ofTexts("experiment", "end", "began (UTC)", "name", "fault");
    for (ExperimentSummary each : all) {
      table.row(
          each.experiment(),
          each.end(),
          ExperimentSummary.toTheSecond(shown(each.began())),
          shown(each.name()),
          shown(each.fault()));
    }
    return table;
  }

  private static String shown(@Nullable String text) {
    return text == null ? "-" : text;
  }
}
