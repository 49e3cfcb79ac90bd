package io.spanline.cli.baseline;

import com.fasterxml.jackson.databind.util.RawValue;
import io.spanline.captures.FileFormat;
import io.spanline.captures.baseline.Baseline;
import io.spanline.captures.baseline.BaselineComparison;
import io.spanline.captures.baseline.BaselineYaml;
import io.spanline.cli.invocation.Invocation;
import io.spanline.cli.view.BaselineDiffView;
import io.spanline.cli.view.BaselineView;
import io.spanline.terminal.OutputOptions;
import io.spanline.terminal.Screen;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code spanline baseline}. */
@Command(
    name = "baseline",
    description = {
      "Show baselines, compare two, or compute one from captures. Needs no running stack.",
      "A baseline says what normal traffic looked like, with 95 %% intervals: order statistics for"
          + " quantiles, Wilson's score for error rates."
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "VERB",
    subcommands = {BaselineCommand.Show.class, BaselineCommand.Diff.class, BaselineCompute.class})
public final class BaselineCommand {
  private BaselineCommand() {}

  /** The width that picocli uses for help texts: 80 without a terminal. */
  static int width(CommandSpec spec) {
    return spec.root().usageMessage().width();
  }

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
  static final class Show implements Callable<Integer> {
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
      Baseline read = new BaselineFiles(invocation.captures()).read(baseline);
      new BaselineView(width(spec)).lines(read).forEach(screen::result);
      screen.json(BaselineYaml.tree(read));
      return 0;
    }
  }

  /** {@code spanline baseline diff}. */
  @Command(
      name = "diff",
      description = {
        "Compare two baselines: p50, p95 and error rate of each service, operation and edge.",
        "",
        "changed          the 95 %% intervals do not overlap",
        "same             each value lies in the other's interval",
        "unclear          the intervals overlap, but a value lies outside the other's",
        "too little data  a bound is missing, a rate's interval is wider than 20 points, or only one",
        "                 baseline has the figure (which is a change)",
        "",
        "About 6 in 1000 unchanged figures are called changed by chance.",
        "",
        "Example: ./spanline baseline diff normal after-the-release"
      },
      exitCodeListHeading = "%nExit codes, as those of diff:%n",
      exitCodeList = {
        "0:nothing changed, as far as the data show",
        "1:a figure changed, or something is in one baseline only",
        "2:a baseline does not exist"
      },
      mixinStandardHelpOptions = true)
  static final class Diff implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "A", description = "a baseline's name, or a file")
    private String before = "";

    @Parameters(index = "1", paramLabel = "B", description = "the baseline to compare it with")
    private String after = "";

    @Mixin private OutputOptions output = new OutputOptions();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
      Invocation invocation = Invocation.ofThisProcess();
      Screen screen = output.screen();
      BaselineFiles files = new BaselineFiles(invocation.captures());
      BaselineComparison comparison = BaselineComparison.of(files.read(before), files.read(after));
      new BaselineDiffView(width(spec)).lines(comparison).forEach(screen::result);
      screen.json(new RawValue(json(comparison)));
      return comparison.changed() ? 1 : 0;
    }

    private static String json(BaselineComparison comparison) throws IOException {
      return FileFormat.JSON.writeValueAsString(
          new Result(comparison.changed(), comparison.subjects()));
    }

    /** What a machine is told. */
    private record Result(boolean changed, List<BaselineComparison.Subject> subjects) {}
  }
}
