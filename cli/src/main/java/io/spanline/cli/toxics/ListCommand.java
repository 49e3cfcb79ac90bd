package io.spanline.cli.toxics;

import io.spanline.cli.invocation.Place;
import io.spanline.terminal.OutputOptions;
import io.spanline.terminal.Screen;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code spanline toxics list}. */
@Command(
    name = "list",
    description = {
      "List the toxics that are on now, by asking Toxiproxy; those of others too, and proxies that are"
          + " down.",
      "",
      "Example: ./spanline toxics list"
    },
    exitCodeListHeading = ExitCodes.HEADING,
    exitCodeList = {
      "0:all were asked",
      "1:Toxiproxy or one of its proxies does not answer",
      ExitCodes.REFUSED
    },
    mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {
  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() throws IOException {
    Screen screen = output.screen();
    ProxiesNow proxies = Workplace.findAlsoLeft().look(List.of(), screen);
    ToxicsOn on = new ToxicsOn(proxies, Instant.now());
    if (!on.isEmpty()) {
      on.lines().forEach(screen::result);
    } else if (on.troubles().isEmpty()) {
      screen.result(nothing(proxies));
    }
    String clear = Place.ofThisProcess().command() + " toxics clear";
    on.troubles()
        .forEach(
            trouble ->
                screen.warn(
                    "spanline: %s: a toxic keeps it; what takes it off: %s --all"
                        .formatted(trouble, clear)));
    screen.json(Map.of("toxics", on.json(), "hanging", proxies.hanging()));
    return on.troubles().isEmpty() ? 0 : 1;
  }

  private static String nothing(ProxiesNow proxies) {
    String command = Place.ofThisProcess().command();
    return proxies.answered().isEmpty()
        ? "no toxic is on, and Toxiproxy has no proxy; `%s edges` says how to make one"
            .formatted(command)
        : "no toxic is on; put one on: %s toxics add %s latency=200"
            .formatted(command, proxies.answered().firstKey());
  }
}
