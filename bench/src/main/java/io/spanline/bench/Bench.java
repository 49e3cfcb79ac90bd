package io.spanline.bench;

import io.spanline.clients.ClientException;
import io.spanline.settings.SettingsException;
import io.spanline.stack.StackException;
import io.spanline.terminal.Complaint;
import io.spanline.terminal.Complaints;
import java.util.List;
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
      subcommands = {
        CrashVerb.class,
        FuzzVerb.class,
        CaptureVerb.class,
        CorpusVerb.class,
        ReplayVerb.class,
        SpeedVerb.class,
        VerdictVerb.class,
        KnownAnswersVerb.class
      },
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
    line.setParameterExceptionHandler(Complaints::usage);
    line.setExecutionExceptionHandler(
        (e, failing, parsed) -> {
          if (e instanceof SettingsException wrong) {
            wrong.problems().forEach(problem -> Complaints.say(failing, List.of(problem)));
            return 2;
          }
          if (e instanceof StackException refused) {
            Complaints.say(failing, refused.lines());
            return refused.exitCode();
          }
          if (e instanceof ClientException) {
            Complaints.say(failing, List.of(String.valueOf(e.getMessage())));
            return 1;
          }
          if (e instanceof Complaint complaint) {
            Complaints.say(failing, complaint.lines());
            return complaint.exitCode();
          }
          return Complaints.bug(failing, e);
        });
    return line;
  }
}
