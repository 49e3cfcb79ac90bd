package io.spanline.cli;

import io.spanline.cli.view.Screen;
import picocli.CommandLine.Option;

/** How a verb speaks: to a person, quietly, or to a machine. */
final class OutputOptions {
  @Option(
      names = {"-q", "--quiet"},
      description = "print the result only")
  boolean quiet;

  @Option(names = "--json", description = "print the result as one JSON object, nothing else")
  boolean json;

  @Option(names = "--verbose", description = "print what took how long, too")
  boolean verbose;

  Screen screen(Surroundings surroundings) {
    Screen.Manner manner =
        json ? Screen.Manner.JSON : quiet ? Screen.Manner.QUIET : Screen.Manner.CHATTY;
    boolean colour = surroundings.terminal() && System.getenv("NO_COLOR") == null;
    return new Screen(manner, surroundings.terminal(), colour, System.out, System.err);
  }
}
