package io.spanline.terminal;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says on a command line's standard error what went wrong. */
public final class Complaints {
  private Complaints() {}

  /** In words, for what users can mend. */
  public static void say(CommandLine line, List<String> lines) {
    String before = "spanline: ";
    for (String text : lines) {
      print(line, Line.of(before + text).in(Style.RED));
      before = "";
    }
  }

  /** With the stack, for our own bugs; the exit code. */
  public static int bug(CommandLine line, Throwable bug) {
    String before = "";
    for (Throwable cause = bug; cause != null; cause = cause.getCause()) {
      print(line, Line.of(before + cause));
      for (StackTraceElement frame : cause.getStackTrace()) {
        print(line, Line.of("    at " + frame));
      }
      before = "caused by ";
    }
    return line.getCommandSpec().exitCodeOnExecutionException();
  }

  /** What is wrong with the words that were typed, and what may be typed; the exit code. */
  public static int usage(ParameterException wrong, String... arguments) {
    CommandLine line = wrong.getCommandLine();
    print(line, Line.of(String.valueOf(wrong.getMessage())).in(Style.RED));
    if (!UnmatchedArgumentException.printSuggestions(wrong, line.getErr())) {
      line.usage(line.getErr(), line.getColorScheme());
    }
    return line.getCommandSpec().exitCodeOnInvalidInput();
  }

  private static void print(CommandLine line, Line text) {
    boolean colour = line.getColorScheme().ansi().enabled();
    line.getErr().println(colour ? text.coloured() : text.toString());
    line.getErr().flush();
  }
}
