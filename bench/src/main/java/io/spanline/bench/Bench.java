package io.spanline.bench;

import io.spanline.clients.ClientException;
import io.spanline.settings.SettingsException;
import io.spanline.stack.StackException;
import io.spanline.terminal.Complaint;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program of the verbs that need a build of everything: exit codes as of {@code spanline}. */
@Command(
    name = "spanline",
    description = "Spanline's fault runs and measurements.",
    mixinStandardHelpOptions = true,
    subcommands = {FaultsVerb.class, Bench.Measurements.class},
    synopsisSubcommandLabel = "VERB")
public final class Bench {
  private Bench() {}

  /** {@code spanline bench}: measurements, and runs too long for the tests. */
  @Command(
      name = "bench",
      description = "Measurements and long runs.",
      mixinStandardHelpOptions = true,
      subcommands = {CrashVerb.class, FuzzVerb.class, CaptureVerb.class},
      synopsisSubcommandLabel = "WHAT")
  static final class Measurements {}

  public static void main(String[] arguments) {
    // The class path holds capture-writer's own, which logs more than these verbs print.
    System.setProperty("logback.configurationFile", "bench-logback.xml");
    System.exit(commandLine().execute(arguments));
  }

  /** The whole command line, as tests run it too. */
  public static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Bench());
    line.setUsageHelpAutoWidth(true);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler(
        (e, failing, parsed) -> {
          if (e instanceof SettingsException wrong) {
            wrong.problems().forEach(problem -> complain(failing, problem));
            return 2;
          }
          if (e instanceof StackException refused) {
            complain(failing, String.valueOf(refused.getMessage()));
            return refused.exitCode();
          }
          if (e instanceof ClientException) {
            complain(failing, String.valueOf(e.getMessage()));
            return 1;
          }
          if (e instanceof Complaint complaint) {
            complain(failing, String.valueOf(complaint.getMessage()));
            return complaint.exitCode();
          }
          throw e;
        });
    return line;
  }

  private static void complain(CommandLine line, String message) {
    line.getErr().println(line.getColorScheme().errorText("spanline: " + message));
  }
}
