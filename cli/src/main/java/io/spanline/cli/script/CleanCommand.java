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
      "Remove what builds and runs left behind: .spanline/ and every target/. Keeps captures and"
          + " baselines unless --all is given. Refuses while a stack of this clone runs.",
      "",
      "Example: ./spanline clean --all --dry-run"
    },
    mixinStandardHelpOptions = true)
public final class CleanCommand implements Callable<Integer> {
  @Option(
      names = "--all",
      description =
          "also remove the captures and baselines in data/ and the tools that all clones share;"
              + " asks first")
  boolean all;

  @Option(
      names = {"--yes", "-y"},
      description = "do not ask")
  boolean yes;

  @Option(
      names = {"--quiet", "-q"},
      description = "do not list the removed files")
  boolean quiet;

  @Option(names = "--dry-run", description = "list what would be removed, and remove nothing")
  boolean dryRun;

  @Override
  public Integer call() {
    Place.ofThisProcess().mustBeClone();
    throw Complaint.refused("run it through the script: ./spanline clean");
  }
}
