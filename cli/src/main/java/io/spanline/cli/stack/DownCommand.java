package io.spanline.cli.stack;

import io.spanline.cli.invocation.Invocation;
import io.spanline.cli.invocation.Place;
import io.spanline.cli.view.StepLines;
import io.spanline.stack.run.Supervisor;
import io.spanline.terminal.OutputOptions;
import io.spanline.terminal.Screen;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code spanline down}. */
@Command(
    name = "down",
    description = {
      "Stop the stack of this clone, or the processes that a killed one left behind.",
      "",
      "Example: ./spanline down"
    },
    mixinStandardHelpOptions = true)
public final class DownCommand implements Callable<Integer> {
  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() {
    Place.ofThisProcess().mustBeClone();
    Invocation invocation = Invocation.whateverTheSettings();
    Screen screen = output.screen();
    Supervisor.Stopped stopped;
    try (StepLines steps = new StepLines(screen)) {
      stopped = Supervisor.stop(invocation.checkout(), steps);
    }
    List<String> words =
        switch (stopped) {
          case STACK -> List.of("down");
          case LEFTOVERS -> List.of("stopped the processes that a killed stack had left behind");
          case NOTHING -> invocation.nothingRuns();
        };
    words.forEach(screen::result);
    screen.json(Map.of("stopped", stopped.name().toLowerCase(Locale.ROOT)));
    return 0;
  }
}
