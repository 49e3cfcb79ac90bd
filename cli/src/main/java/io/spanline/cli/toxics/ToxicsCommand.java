package io.spanline.cli.toxics;

import picocli.CommandLine.Command;

/** {@code spanline toxics}. */
@Command(
    name = "toxics",
    description = {
      "Break an edge on purpose, and make it whole again: toxics of Toxiproxy with a lease, after which"
          + " they are taken off, even if whoever set them is dead.",
      "",
      "Example: ./spanline toxics add b-to-c latency=200 jitter=20 --for 60s"
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "VERB",
    subcommands = {
      AddCommand.class,
      ListCommand.class,
      ClearCommand.class,
      CallsCommand.class,
      SweepCommand.class
    },
    footer = {
      "",
      "SPANLINE_TOXIPROXY_API=http://host:8474 names a Toxiproxy other than the stack's.",
      "docs/faults.md shows what each toxic does to spans."
    })
public final class ToxicsCommand {
  private ToxicsCommand() {}
}
