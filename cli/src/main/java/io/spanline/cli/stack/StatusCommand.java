package io.spanline.cli.stack;

import io.spanline.cli.edges.KnownEdges;
import io.spanline.cli.invocation.Invocation;
import io.spanline.cli.invocation.Place;
import io.spanline.cli.toxics.ToxicsOn;
import io.spanline.cli.view.DeadLettersView;
import io.spanline.clients.ClientException;
import io.spanline.clients.Ledgers;
import io.spanline.settings.Settings;
import io.spanline.stack.record.Leftovers;
import io.spanline.stack.record.RunningStack;
import io.spanline.stack.record.StackProcess;
import io.spanline.terminal.OutputOptions;
import io.spanline.terminal.Screen;
import io.spanline.terminal.Table;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code spanline status}. */
@Command(
    name = "status",
    description = {
      "Show the processes of the running stack with ports and memory, the ledger, and dead letters and"
          + " toxics if there are any.",
      "Exit 0 if a stack runs and is ready, else 1.",
      "",
      "Example: ./spanline status --json"
    },
    mixinStandardHelpOptions = true)
public final class StatusCommand implements Callable<Integer> {
  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() throws IOException {
    Place.ofThisProcess().mustBeClone();
    Invocation invocation = Invocation.ofThisProcess();
    Screen screen = output.screen();
    Optional<RunningStack> found = RunningStack.find(invocation.checkout());
    if (found.isEmpty()) {
      sayNothingRuns(invocation, screen);
      return 1;
    }
    RunningStack stack = found.get();
    Table table = new Table("process", "pid", "port", "resident");
    long total = 0;
    for (StackProcess process : stack.processes()) {
      table.row(process.name(), process.pid(), process.port(), mebibytes(process.residentBytes()));
      total += process.residentBytes();
    }
    table.row("all", "", "", mebibytes(total));
    table.lines().forEach(screen::result);
    screen.result(stack.ready() ? "ready" : "not ready yet");
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("running", true);
    json.put("ready", stack.ready());
    json.put("processes", stack.processes());
    if (stack.ready()) {
      Ledgers.Account ledger = new Ledgers(stack.settings()).now();
      screen.say(ledger.line());
      DeadLettersView letters = DeadLettersView.of(ledger, stack.settings());
      letters.lines().forEach(screen::result);
      json.put("dead_letters", letters.json());
      toxics(invocation, stack.settings(), screen).ifPresent(on -> json.put("toxics", on.json()));
    }
    screen.json(json);
    return stack.ready() ? 0 : 1;
  }

  /** With what a killed run left, if it did. */
  private static void sayNothingRuns(Invocation invocation, Screen screen) throws IOException {
    invocation.nothingRuns().forEach(screen::result);
    List<StackProcess> left = Leftovers.find(invocation.checkout());
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("running", false);
    json.put("ready", false);
    json.put("processes", List.of());
    json.put("left", left);
    if (!left.isEmpty()) {
      screen.result(
          "a killed run left %s; ./spanline down stops them"
              .formatted(
                  left.stream()
                      .map(each -> "%s (%d)".formatted(each.name(), each.pid()))
                      .collect(Collectors.joining(", "))));
    }
    Optional<Settings> toxiproxy = Leftovers.toxiproxy(invocation.checkout());
    if (toxiproxy.isPresent()) {
      toxics(invocation, toxiproxy.get(), screen).ifPresent(on -> json.put("toxics", on.json()));
    }
    screen.json(json);
  }

  /** None if Toxiproxy does not answer, which is said. */
  private static Optional<ToxicsOn> toxics(Invocation invocation, Settings settings, Screen screen)
      throws IOException {
    try {
      ToxicsOn on =
          ToxicsOn.at(settings.toxiproxyApi(), KnownEdges.of(invocation, settings).proxies());
      if (!on.isEmpty()) {
        screen.result("toxics that are on:");
        on.lines().forEach(screen::result);
      }
      on.troubles().forEach(screen::result);
      return Optional.of(on);
    } catch (ClientException e) {
      screen.result(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private static String mebibytes(long bytes) {
    return bytes == 0 ? "-" : String.format(Locale.ROOT, "%d MiB", bytes >> 20);
  }
}
