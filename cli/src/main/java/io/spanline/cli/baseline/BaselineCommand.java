package io.spanline.cli.baseline;

import picocli.CommandLine.Command;

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
    subcommands = {BaselineShow.class, BaselineDiff.class, BaselineCompute.class})
public final class BaselineCommand {
  private BaselineCommand() {}
}
