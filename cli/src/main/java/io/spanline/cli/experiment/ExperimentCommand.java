package io.spanline.cli.experiment;

import picocli.CommandLine.Command;

/** {@code spanline experiment}. */
@Command(
    name = "experiment",
    description = {
      "Show what a failure does: send captured requests in healthy and faulty rounds in turns, and"
          + " say what moved, by how much, and whether that is too much.",
      "",
      "Example: ./spanline experiment run data/sample/experiments/slow-b.yaml"
    },
    subcommands = {
      ExperimentRun.class,
      ExperimentValidate.class,
      ExperimentRecompute.class,
      ExperimentShow.class,
      ExperimentList.class
    },
    synopsisSubcommandLabel = "VERB",
    mixinStandardHelpOptions = true)
public final class ExperimentCommand {}
