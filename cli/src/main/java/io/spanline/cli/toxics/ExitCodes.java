package io.spanline.cli.toxics;

import io.spanline.cli.invocation.Failure;
import io.spanline.experiments.toxic.NotRemovedException;
import io.spanline.terminal.Screen;

/** The exit codes that only these verbs have. */
public final class ExitCodes {
  static final int MAY_REMAIN = Failure.MAY_REMAIN;

  static final String HEADING = "%nExit codes:%n";
  static final String FAILED = "1:Toxiproxy or Kafka does not answer, or refuses";
  static final String REFUSED = "2:fix the command or a setting first";
  static final String REMAINS = "14:a toxic may still be on; what to type is said";
  static final String STOPPED = "130:stopped by Ctrl-C, and nothing was left half done";

  private ExitCodes() {}

  /** Ends this program, which is to end already, with the status that outranks every other. */
  public static void endWith(NotRemovedException left, Screen screen) {
    left.lines().forEach(line -> screen.warn("spanline: " + line));
    Runtime.getRuntime().halt(MAY_REMAIN);
  }
}
