package io.spanline.cli.invocation;

import io.spanline.terminal.Complaint;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Where this program was started, and so what a person types there. */
@SuppressWarnings("ImmutableEnumChecker") // a Path is immutable
public enum Place {
  /** In a clone, by its script. */
  CLONE(
      "./spanline",
      "./spanline down && ./spanline up",
      "./spanline status",
      ".spanline/logs/collector.log and jaeger.log",
      Path.of(".spanline")),
  /** In a container of Docker Compose. */
  COMPOSE(
      "docker compose run --rm spanline",
      "docker compose up --wait",
      "docker compose ps --all",
      "docker compose logs collector jaeger",
      Path.of("data/.spanline"));

  /** Where the container has the clone's folder {@code data}. */
  private static final String MOUNTED_DATA = "/spanline/data/";

  private static final List<String> LOCAL_VERBS =
      List.of(
          "up",
          "down",
          "status",
          "doctor",
          "tools",
          "test",
          "clean",
          "faults",
          "bench",
          "completion");

  private final String command;
  private final String whole;
  private final String status;
  private final String logs;
  private final Path state;

  Place(String command, String whole, String status, String logs, Path state) {
    this.command = command;
    this.whole = whole;
    this.status = status;
    this.logs = logs;
    this.state = state;
  }

  /** The place that the script named; a clone if it named none. */
  public static Place ofThisProcess() {
    return System.getProperty("spanline.place", "clone").equals("compose") ? COMPOSE : CLONE;
  }

  /**
   * For verbs about the processes and tools of a clone.
   *
   * @throws Complaint elsewhere, with the command to use there
   */
  public void mustBeClone() {
    if (this == COMPOSE) {
      throw Complaint.refused(
          "this verb is for the local stack; here use docker compose up, down and ps");
    }
  }

  /** Makes --help show only what works here, as it is typed here. */
  public void adapt(CommandLine line) {
    if (this == COMPOSE) {
      line.getSubcommands()
          .forEach(
              (verb, below) ->
                  below.getCommandSpec().usageMessage().hidden(LOCAL_VERBS.contains(verb)));
      adaptUsage(line);
    }
  }

  private void adaptUsage(CommandLine line) {
    UsageMessageSpec usage = line.getCommandSpec().usageMessage();
    usage.description(adapted(usage.description())).footer(adapted(usage.footer()));
    line.getSubcommands().values().forEach(this::adaptUsage);
  }

  private String[] adapted(String... lines) {
    return Arrays.stream(lines)
        .map(text -> text.replace(CLONE.command, command).replace(" on this machine", ""))
        .toArray(String[]::new);
  }

  /** A text with paths as the person sees them: from the clone's folder. */
  public String shown(String text) {
    return this == COMPOSE ? text.replace(MOUNTED_DATA, "data/") : text;
  }

  /** What comes before a verb. */
  public String command() {
    return command;
  }

  /** What starts Toxiproxy anew, with all of the stack where nothing less can. */
  public String again() {
    return this == COMPOSE ? "docker compose restart toxiproxy" : whole;
  }

  /** What starts the whole stack where a part of it runs. */
  public String whole() {
    return whole;
  }

  /** What shows which processes run. */
  public String status() {
    return status;
  }

  /** Where Collector and Jaeger say what went wrong. */
  public String logs() {
    return logs;
  }

  /** Where a verb leaves what the next one reads, in a folder that outlives it. */
  Path state() {
    return state;
  }
}
