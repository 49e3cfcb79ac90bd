package io.spanline.terminal;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
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
    return new Screen(manner(), surface("spanline.terminal"));
  }

  /** The screen as {@code --json} has it, of a verb that has another option for that. */
  public Screen screenOfJson() {
    return new Screen(Screen.Manner.JSON, surface("spanline.terminal"));
  }

  /** The screen that was asked for, with progress and its bars on standard error. */
  public Screen screenOfResultAlone() {
    return Screen.ofResultAlone(manner(), surface("spanline.terminal.error"));
  }

  private Screen.Manner manner() {
    return json ? Screen.Manner.JSON : quiet ? Screen.Manner.QUIET : Screen.Manner.CHATTY;
  }

  private static Screen.Surface surface(String bars) {
    boolean colour = Boolean.getBoolean("spanline.terminal") && System.getenv("NO_COLOR") == null;
    return new Screen.Surface(Boolean.getBoolean(bars), colour, System.out, System.err);
  }

  /**
   * The format that an option of a verb's own asks for, or {@code --json}.
   *
   * @param asked null if the option was not given
   * @param usual what it then is
   * @param json what {@code --json} is
   * @throws Complaint if they are two formats
   */
  public <F extends Enum<F>> F format(@Nullable F asked, F usual, F json) {
    if (!isJson()) {
      return asked == null ? usual : asked;
    }
    if (asked != null && asked != json) {
      throw Complaint.refused(
          "--json and --format %s are two formats; give one of them"
              .formatted(asked.name().toLowerCase(Locale.ROOT)));
    }
    return json;
  }

  public boolean isJson() {
    return json;
  }

  public boolean isVerbose() {
    return verbose;
  }
}
