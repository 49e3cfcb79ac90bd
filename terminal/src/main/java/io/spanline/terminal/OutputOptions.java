package io.spanline.terminal;

import picocli.CommandLine.Option;

/** How a verb speaks: to a person, quietly, or to a machine. */
public final class OutputOptions {
  @Option(
      names = {"-q", "--quiet"},
      description = "print the result only")
  private boolean quiet;

  @Option(names = "--json", description = "print the result as one JSON object, nothing else")
  private boolean json;

  @Option(names = "--verbose", description = "print what took how long, too")
  private boolean verbose;

  /** The screen that was asked for; {@code ./spanline} says whether a person sees it. */
  public Screen screen() {
    boolean terminal = Boolean.getBoolean("spanline.terminal");
    Screen.Manner manner =
        json ? Screen.Manner.JSON : quiet ? Screen.Manner.QUIET : Screen.Manner.CHATTY;
    boolean colour = terminal && System.getenv("NO_COLOR") == null;
    return new Screen(manner, terminal, colour, System.out, System.err);
  }

  public boolean isJson() {
    return json;
  }

  public boolean isVerbose() {
    return verbose;
  }
}
