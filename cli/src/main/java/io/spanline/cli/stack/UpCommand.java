package io.spanline.cli.stack;

import io.spanline.cli.invocation.Invocation;
import io.spanline.cli.invocation.Place;
import io.spanline.cli.view.StepLines;
import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import io.spanline.stack.plan.StackPlan;
import io.spanline.stack.plan.StackPlan.EarlierData;
import io.spanline.stack.plan.StackPlan.JaegerPlan;
import io.spanline.stack.run.Supervisor;
import io.spanline.stack.tool.Tool;
import io.spanline.stack.tool.Tools;
import io.spanline.terminal.OutputOptions;
import io.spanline.terminal.Screen;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code spanline up}. */
@Command(
    name = "up",
    description = {
      "Start the stack and leave it running under a small supervisor; ./spanline down stops it."
          + " Downloads or builds missing tools first, once.",
      "",
      "Example: ./spanline up --without-jaeger"
    },
    mixinStandardHelpOptions = true)
public final class UpCommand implements Callable<Integer> {
  @Option(names = "--without-jaeger", description = "neither get nor run Jaeger")
  private boolean withoutJaeger;

  @Option(
      names = "--keep",
      description = "keep the topics and state of the last run instead of starting empty")
  private boolean keep;

  @Mixin private PortOptions ports = new PortOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() {
    Place.ofThisProcess().mustBeClone();
    Invocation invocation = Invocation.ofThisProcess();
    Screen screen = output.screen();
    Settings settings = ports.applied(Settings.ofThisProcess());
    JaegerPlan jaeger = withoutJaeger ? JaegerPlan.NEVER : JaegerPlan.NOW;
    try (StepLines steps = new StepLines(screen)) {
      Map<Tool, Path> programs = programs(invocation, settings, jaeger, steps);
      StackPlan plan = StackPlan.whole(invocation.checkout(), settings, jaeger, programs);
      Supervisor.launch(keep ? plan.with(EarlierData.KEPT) : plan, steps);
    }
    screen.result("up; ./spanline status shows what runs, ./spanline down stops it");
    Map<String, Integer> numbers = new TreeMap<>();
    for (Port port : Port.values()) {
      numbers.put(port.setting().name(), settings.port(port));
    }
    screen.json(Map.of("up", true, "ports", numbers));
    return 0;
  }

  /** Finds or makes the tools; Ctrl-C meanwhile leaves no half-made one. */
  private static Map<Tool, Path> programs(
      Invocation invocation, Settings settings, JaegerPlan jaeger, StepLines steps) {
    Map<Tool, Path> programs = new EnumMap<>(Tool.class);
    try (Tools tools = new Tools(invocation.checkout().root(), settings)) {
      Runtime.getRuntime().addShutdownHook(new Thread(tools::close, "tools-stop"));
      for (Tool tool : StackPlan.tools(StackPlan.whole(jaeger))) {
        programs.put(tool, tools.find(tool, steps).program());
      }
    }
    return programs;
  }
}
