package io.spanline.cli.script;

import io.spanline.cli.invocation.Place;
import io.spanline.terminal.Complaint;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A verb that only refuses to run here: {@code ./spanline} itself carries it out. */
public abstract class ScriptVerb implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Place.ofThisProcess().mustBeClone();
    throw Complaint.refused("run it through the script: ./spanline " + spec.name());
  }

  /** {@code spanline bench}: listed here, carried out by the module bench's own program. */
  @Command(
      name = "bench",
      description = {
        "Measure speed and memory, or run long tests such as a million mutated records.",
        "",
        "Example: ./spanline bench fuzz --inputs 1000000 --seed 1"
      },
      mixinStandardHelpOptions = true)
  public static final class Bench extends ScriptVerb {}

  /** {@code spanline faults}: listed here, carried out by the module bench's own program. */
  @Command(
      name = "faults",
      description = {
        "Kill, stop and cut off parts of a pipeline, and check that no span is lost or doubled.",
        "",
        "Example: ./spanline faults --rows 1,5 --kills 3"
      },
      mixinStandardHelpOptions = true)
  public static final class Faults extends ScriptVerb {}

  /**
   * {@code spanline test}: carried out by the script itself, which must not run from what it
   * builds.
   */
  @Command(
      name = "test",
      description = {
        "Run the tests: unit, broker and end to end; --thorough adds the long ones.",
        "Missing tools are downloaded or built first, see ./spanline tools.",
        "Further arguments go to Maven.",
        "",
        "Example: ./spanline test -pl trace-model"
      },
      mixinStandardHelpOptions = true)
  public static final class Test extends ScriptVerb {}

  /**
   * {@code spanline clean}: carried out by the script itself, which must not build in order to
   * remove what it built; here for the list of verbs and for completion.
   */
  @Command(
      name = "clean",
      description = {
        "Remove what builds and runs left behind: .spanline/ and every target/. Keeps captures,"
            + " replays, experiments and baselines unless --all is given. Refuses while a stack of this clone runs.",
        "",
        "Example: ./spanline clean --all --dry-run"
      },
      mixinStandardHelpOptions = true)
  public static final class Clean extends ScriptVerb {
    @Option(
        names = "--all",
        description =
            "also remove the captures, replays, experiments and baselines in data/ and the tools that all clones"
                + " share; asks first")
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
  }
}
