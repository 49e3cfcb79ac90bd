package io.spanline.cli.baseline;

import picocli.CommandLine.Command;

/** {@code spanline baseline}. */
@Command(
    name = "baseline",
    description = {
      "Look at baselines, compare two, compute one from captures. Needs no running stack.",
      "A baseline is what normal traffic looked like, with 95 %% intervals: of quantiles by order"
          + " statistics, of error rates by Wilson's score."
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "VERB",
    subcommands = {BaselineShow.class, BaselineDiff.class, BaselineCompute.class})
public final class BaselineCommand {
  private BaselineCommand() {}
}
