package io.spanline.cli.script;

import io.spanline.cli.invocation.Place;
import io.spanline.terminal.Complaint;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code spanline clean}: carried out by the script itself, which must not build in order to remove
 * what it built; here for the list of verbs and for completion.
 */
@Command(
    name = "clean",
    description = {
      "Remove what builds and runs have left: .spanline/ and every target/. Captures and baselines"
          + " stay, unless --all is given. Refused while a stack of this clone runs.",
      "",
      "Example: ./spanline clean --all --dry-run"
    },
    mixinStandardHelpOptions = true)
public final class CleanCommand implements Callable<Integer> {
  @Option(
      names = "--all",
      description =
          "also the captures and baselines in data/, and the tools that all clones share; asks"
              + " first")
  boolean all;

  @Option(
      names = {"--yes", "-y"},
      description = "do not ask")
  boolean yes;

  @Option(
      names = {"--quiet", "-q"},
      description = "do not list what is removed")
  boolean quiet;

  @Option(names = "--dry-run", description = "only say what would be removed")
  boolean dryRun;

  @Override
  public Integer call() {
    Place.ofThisProcess().mustBeClone();
    throw Complaint.refused("what is removed is removed by the script: ./spanline clean");
  }
}
