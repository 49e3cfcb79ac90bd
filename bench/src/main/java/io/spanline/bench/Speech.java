package io.spanline.bench;

import io.spanline.cli.view.Screen;
import picocli.CommandLine.Option;

/** How a verb speaks: to a person, quietly, or to a machine. */
final class Speech {
  @Option(
      names = {"-q", "--quiet"},
      description = "print the result only")
  private boolean quiet;

  @Option(names = "--json", description = "print the result as one JSON object, nothing else")
  private boolean json;

  Screen screen() {
    Screen.Manner manner =
        json ? Screen.Manner.JSON : quiet ? Screen.Manner.QUIET : Screen.Manner.CHATTY;
    boolean terminal = Boolean.getBoolean("spanline.terminal");
    boolean colour = terminal && System.getenv("NO_COLOR") == null;
    return new Screen(manner, terminal, colour, System.out, System.err);
  }
}
