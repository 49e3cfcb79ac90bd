package io.spanline.terminal;

import picocli.CommandLine.Option;

/** How a verb speaks: to a person, quietly, or to a program. */
public final class OutputOptions {
  @Option(
      names = {"-q", "--quiet"},
      description = "print the result only")
  private boolean quiet;

  @Option(names = "--json", description = "print the result as one JSON object and nothing else")
  private boolean json;

  @Option(
      names = "--verbose",
      description = "also print how long each step took, if the verb has steps")
  private boolean verbose;

  /** The screen that was asked for; {@code ./spanline} says whether a person sees it. */
  public Screen screen() {
    return screen(json ? Screen.Manner.JSON : quiet ? Screen.Manner.QUIET : Screen.Manner.CHATTY);
  }

  /** The screen as {@code --json} has it, of a verb that has another option for that. */
  public Screen screenOfJson() {
    return screen(Screen.Manner.JSON);
  }

  private static Screen screen(Screen.Manner manner) {
    boolean terminal = Boolean.getBoolean("spanline.terminal");
    boolean colour = terminal && System.getenv("NO_COLOR") == null;
    return new Screen(manner, new Screen.Surface(terminal, colour, System.out, System.err));
  }

  public boolean isJson() {
    return json;
  }

  public boolean isVerbose() {
    return verbose;
  }
}
