package io.spanline.cli.stack;

import io.spanline.cli.invocation.Invocation;
import io.spanline.cli.invocation.Place;
import io.spanline.cli.view.StepLines;
import io.spanline.settings.Settings;
import io.spanline.stack.tool.FoundTool;
import io.spanline.stack.tool.Tool;
import io.spanline.stack.tool.Tools;
import io.spanline.terminal.OutputOptions;
import io.spanline.terminal.Screen;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code spanline tools}. */
@Command(
    name = "tools",
    description = {
      "Find Toxiproxy, the Collector and Jaeger: named by a setting, on the PATH, in the cache. Those"
          + " that are missing are downloaded from their releases, once, or, where that fails,"
          + " built with Go: about 30 s, 4 min and 9 min on two cores.",
      "",
      "SPANLINE_RELEASES names a mirror of github.com, or none. curl downloads, and heeds HTTPS_PROXY.",
      "",
      "Example: ./spanline tools"
    },
    mixinStandardHelpOptions = true)
public final class ToolsCommand implements Callable<Integer> {
  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() {
    Place.ofThisProcess().mustBeClone();
    Invocation invocation = Invocation.ofThisProcess();
    Screen screen = output.screen();
    Map<String, String> programs = new LinkedHashMap<>();
    try (StepLines steps = new StepLines(screen);
        Tools tools = new Tools(invocation.checkout().root(), Settings.ofThisProcess())) {
      // Ctrl-C leaves no half-made tool.
      Runtime.getRuntime().addShutdownHook(new Thread(tools::close, "tools-stop"));
      for (Tool tool : Tool.values()) {
        FoundTool found = tools.find(tool, steps);
        screen.say(
            "%-24s %s, %s: %s"
                .formatted(tool.title(), tool.version(), found.origin(), found.program()));
        programs.put(tool.title(), found.program().toString());
      }
    }
    screen.json(programs);
    return 0;
  }
}
