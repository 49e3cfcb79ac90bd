package io.spanline.cli.replay;

import picocli.CommandLine.Command;

/** {@code spanline replay}. */
@Command(
    name = "replay",
    description = "Check a replay on disk.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "VERB",
    subcommands = ReplayVerify.class)
public final class ReplayCommand {
  private ReplayCommand() {}
}
