package io.spanline.cli.baseline;

import io.spanline.captures.baseline.Baseline;
import io.spanline.captures.baseline.BaselineYaml;
import io.spanline.cli.invocation.Invocation;
import io.spanline.cli.view.BaselineView;
import io.spanline.cli.view.Widths;
import io.spanline.terminal.OutputOptions;
import io.spanline.terminal.Screen;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code spanline baseline show}. */
@Command(
    name = "show",
    description = {
      "Print a baseline: warnings, then requests, error rate and latencies of every service,"
          + " operation and edge with their 95 %% intervals.",
      "A bound is ? if there are too few samples for it.",
      "",
      "Example: ./spanline baseline show normal"
    },
    mixinStandardHelpOptions = true)
public final class BaselineShow implements Callable<Integer> {
  @Parameters(
      paramLabel = "NAME|FILE",
      arity = "0..1",
      defaultValue = "normal",
      description = "baseline in the data folder, or a file (default: ${DEFAULT-VALUE})")
  private String baseline = "normal";

  @Mixin private OutputOptions output = new OutputOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    Invocation invocation = Invocation.ofThisProcess();
    Screen screen = output.screen();
    Baseline read = BaselineFiles.of(invocation).read(baseline);
    new BaselineView(Widths.of(spec)).lines(read).forEach(screen::result);
    screen.json(BaselineYaml.tree(read));
    return 0;
  }
}
