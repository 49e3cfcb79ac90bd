package io.spanline.cli.baseline;

import io.spanline.captures.baseline.Baseline;
import io.spanline.captures.baseline.BaselineYaml;
import io.spanline.cli.compare.JudgingOptions;
import io.spanline.cli.compare.Sides;
import io.spanline.cli.invocation.Invocation;
import io.spanline.cli.view.BaselineView;
import io.spanline.cli.view.ComparisonView;
import io.spanline.experiments.compare.Comparison;
import io.spanline.experiments.compare.ComparisonFile;
import io.spanline.terminal.OutputOptions;
import io.spanline.terminal.Screen;
import java.io.IOException;
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
        "Say what changed between two baselines, as ./spanline compare does, of which this is the"
            + " older form: it takes baselines only, and anything that moved is exit 1, be it worse"
            + " or better.",
        "",
        "Example: ./spanline baseline diff normal after-the-release"
      },
      exitCodeListHeading = "%nExit codes, as those of diff:%n",
      exitCodeList = {
        "0:nothing moved, as far as the data show",
        "1:a figure moved, or something is in one baseline only",
        "2:a baseline does not exist"
      },
      mixinStandardHelpOptions = true)
  static final class Diff implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "A", description = "a baseline's name, or a file")
    private String before = "";

    @Parameters(index = "1", paramLabel = "B", description = "the baseline to compare it with")
    private String after = "";

    @Mixin private JudgingOptions judging = new JudgingOptions();
    @Mixin private OutputOptions output = new OutputOptions();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
      Screen screen = output.screen();
      Sides sides = new Sides(Invocation.ofThisProcess().captures(), screen);
      Comparison comparison =
          Comparison.of(sides.readBaseline(before), sides.readBaseline(after), judging.limits());
      new ComparisonView(width(spec), judging.all()).lines(comparison).forEach(screen::result);
      screen.json(ComparisonFile.of(before, after, judging.limits(), comparison));
      return comparison.moved() ? 1 : 0;
    }
  }
}
