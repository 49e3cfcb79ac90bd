package io.spanline.cli;

import io.spanline.cli.baseline.BaselineCommand;
import io.spanline.cli.capture.CaptureCommand;
import io.spanline.cli.capture.CapturesCommand;
import io.spanline.cli.capture.SnapshotCommand;
import io.spanline.cli.compare.CompareCommand;
import io.spanline.cli.demo.DemoCommand;
import io.spanline.cli.doctor.DoctorCommand;
import io.spanline.cli.edges.EdgesCommand;
import io.spanline.cli.experiment.ExperimentCommand;
import io.spanline.cli.invocation.Failure;
import io.spanline.cli.invocation.Place;
import io.spanline.cli.replay.ReplayCommand;
import io.spanline.cli.replay.ReplaysCommand;
import io.spanline.cli.script.ScriptVerb;
import io.spanline.cli.stack.DownCommand;
import io.spanline.cli.stack.KafkaCommand;
import io.spanline.cli.stack.StatusCommand;
import io.spanline.cli.stack.ToolsCommand;
import io.spanline.cli.stack.TrafficCommand;
import io.spanline.cli.stack.UpCommand;
import io.spanline.cli.toxics.ToxicsCommand;
import io.spanline.cli.traces.LedgerCommand;
import io.spanline.cli.traces.SpansCommand;
import io.spanline.cli.traces.TracesCommand;
import io.spanline.clients.HttpSwitches;
import io.spanline.terminal.Complaints;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Properties;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IVersionProvider;

/**
 * The program behind {@code ./spanline}: exit 0 done, 1 failed, 2 fix something first, 14 a toxic
 * may remain.
 */
@Command(
    name = "spanline",
    description = {
      "Spans over Kafka: traces, statistics, captures and baselines.",
      "",
      "Start with @|bold ./spanline demo|@: it runs real services, a broker, the Collector and Jaeger on"
          + " this machine, sends traffic, and makes the first capture and baseline."
    },
    versionProvider = Spanline.Version.class,
    mixinStandardHelpOptions = true,
    subcommands = {
      DemoCommand.class,
      UpCommand.class,
      DownCommand.class,
      StatusCommand.class,
      DoctorCommand.class,
      ToolsCommand.class,
      SettingsCommand.class,
      TrafficCommand.class,
      SnapshotCommand.class,
      BaselineCommand.class,
      CompareCommand.class,
      CaptureCommand.class,
      CapturesCommand.class,
      TracesCommand.class,
      SpansCommand.class,
      LedgerCommand.class,
      EdgesCommand.class,
      ToxicsCommand.class,
      ReplayCommand.class,
      ReplaysCommand.class,
      ExperimentCommand.class,
      KafkaCommand.class,
      ScriptVerb.Faults.class,
      ScriptVerb.Bench.class,
      ScriptVerb.Test.class,
      ScriptVerb.Clean.class,
      CompletionCommand.class
    },
    synopsisSubcommandLabel = "VERB",
    commandListHeading = "%nVerbs (each has --help):%n",
    footer = {
      "",
      "Exit codes: 0 done, 1 failed, 2 fix the command or a setting first, 14 a toxic may remain;"
          + " replay and experiment have others, too.",
      "Settings are SPANLINE_ environment variables; ./spanline settings lists them."
    })
public final class Spanline {
  private Spanline() {}

  public static void main(String[] arguments) {
    HttpSwitches.set();
    System.exit(commandLine().execute(arguments));
  }

  /** The whole command line, as tests run it too. */
  public static CommandLine commandLine() {
    return commandLine(Place.ofThisProcess());
  }

  static CommandLine commandLine(Place place) {
    CommandLine line = new CommandLine(new Spanline());
    line.setExecutionExceptionHandler(handler());
    line.setParameterExceptionHandler(Complaints::usage);
    line.setUsageHelpAutoWidth(true);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    place.adapt(line);
    return line;
  }

  /** What users can mend is said in words; only our own bugs show a stack trace. */
  private static IExecutionExceptionHandler handler() {
    return (e, line, parsed) -> {
      Optional<Failure> failure = Failure.of(e);
      if (failure.isPresent()) {
        complain(line, failure.get());
        return failure.get().exitCode();
      }
      return Complaints.bug(line, e);
    };
  }

  private static void complain(CommandLine line, Failure failure) {
    Complaints.say(line, failure.lines().stream().map(Place.ofThisProcess()::shown).toList());
  }

  /** The version that Maven built. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
      Properties properties = new Properties();
      try (InputStream in = Spanline.class.getResourceAsStream("/spanline-version.properties")) {
        properties.load(in);
      }
      return new String[] {
        "spanline " + properties.getProperty("version"), "Java " + Runtime.version()
      };
    }
  }
}
