package io.spanline.cli.experiment;

import io.spanline.experiments.experiment.plan.ExperimentPlan;
import io.spanline.terminal.OutputOptions;
import io.spanline.terminal.Screen;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code spanline experiment validate}. */
@Command(
    name = "validate",
    description = {
      "Check an experiment's file; what is wrong is named with its line and column. Needs no stack.",
      "",
      "Example: ./spanline experiment validate data/sample/experiments/slow-b.yaml"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:the file is one", "2:it is not, or is not there"},
    mixinStandardHelpOptions = true)
final class ExperimentValidate implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "the experiment; docs/experiments.md says how")
  private Path file = Path.of("");

  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() {
    Screen screen = output.screen();
    ExperimentPlan plan = Plans.read(file);
    screen.result(
        "%s: %d rounds of %s; %s"
            .formatted(
                plan.name(),
                2 * plan.blocks(),
                round(plan),
                plan.faults().isEmpty() ? "no fault" : Plans.fault(plan) + " in every other one"));
    screen.json(Map.of("name", plan.name(), "valid", true));
    return 0;
  }

  private static String round(ExperimentPlan plan) {
    return switch (plan.traffic()) {
      case REPLAY -> "up to %d requests at %s/s".formatted(plan.requests(), rate(plan));
      case SHOP -> "%d requests to the shop at %s/s".formatted(plan.requests(), rate(plan));
      case EXTERNAL -> "%d s of your own load".formatted(plan.round().toSeconds());
    };
  }

  private static String rate(ExperimentPlan plan) {
    return ("" + plan.rate()).replaceFirst("\\.0$", "");
  }
}
