package io.spanline.cli.toxics;

import io.spanline.terminal.OutputOptions;
import io.spanline.terminal.Screen;
import java.io.IOException;
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
    mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {
  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() throws IOException {
    Screen screen = output.screen();
    ToxicsOn on = ToxicsOn.at(Workplace.find().settings().toxiproxyApi());
    if (on.isEmpty()) {
      screen.result("no toxic is on; put one on: ./spanline toxics add b-to-c latency=200");
    } else {
      on.lines().forEach(screen::result);
    }
    screen.json(Map.of("toxics", on.json()));
    return 0;
  }
}
