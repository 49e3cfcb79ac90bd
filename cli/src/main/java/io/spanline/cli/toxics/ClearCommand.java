package io.spanline.cli.toxics;

import io.spanline.cli.invocation.Failure;
import io.spanline.experiments.toxic.Journal;
import io.spanline.experiments.toxic.NotRemovedException;
import io.spanline.terminal.OutputOptions;
import io.spanline.terminal.Screen;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code spanline toxics clear}. */
@Command(
    name = "clear",
    description = {
      "Take toxics off before their time, and return once their proxies show none of them; at most 10 s"
          + " each. Takes off the owner's, on one edge or on all. Toxics that Spanline did not set stay.",
      "",
      "Example: ./spanline toxics clear b-to-c"
    },
    exitCodeListHeading = ExitCodes.HEADING,
    exitCodeList = {
      "0:they are off",
      ExitCodes.FAILED,
      ExitCodes.REFUSED,
      ExitCodes.REMAINS,
      ExitCodes.STOPPED
    },
    mixinStandardHelpOptions = true)
final class ClearCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "EDGE",
      description = "only this edge: its proxy's name, or the edge in quotes")
  private @Nullable String edge;

  @Option(names = "--all", description = "of every owner")
  private boolean all;

  @Mixin private OwnerOption owning = new OwnerOption();
  @Mixin private JournalOption journaling = new JournalOption();
  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() throws IOException {
    Screen screen = output.screen();
    String owner = owning.owner();
    Workplace place = Workplace.findAlsoLeft();
    try (Journal journal = place.journal(journaling, screen)) {
      Clearing clearing =
          new Clearing(place, place.removal(journal, screen), all ? null : owner, screen);
      if (!clearing.clear(edge)) {
        return Failure.INTERRUPTED;
      }
      List<String> left = clearing.left();
      if (!left.isEmpty()) {
        throw new NotRemovedException(left);
      }
      if (clearing.cleared().isEmpty()) {
        screen.result("nothing to take off" + clearing.stays());
      }
      screen.json(Map.of("cleared", clearing.cleared()));
    }
    return 0;
  }
}
