package io.spanline.cli.stack;

import io.spanline.cli.invocation.Invocation;
import io.spanline.cli.invocation.Place;
import io.spanline.cli.toxics.ToxicsOn;
import io.spanline.cli.view.StepLines;
import io.spanline.clients.ClientException;
import io.spanline.settings.Catalogue;
import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import io.spanline.stack.Checkout;
import io.spanline.stack.plan.Component;
import io.spanline.stack.plan.StackPlan;
import io.spanline.stack.plan.StackPlan.EarlierData;
import io.spanline.stack.plan.StackPlan.JaegerPlan;
import io.spanline.stack.run.Supervisor;
import io.spanline.stack.tool.Tool;
import io.spanline.stack.tool.Tools;
import io.spanline.terminal.OutputOptions;
import io.spanline.terminal.Screen;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
      names = "--without-shop",
      description =
          "start neither service-a, -b and -c nor the proxies between them; say how services of your"
              + " own send their spans")
  private boolean withoutShop;

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
    try (StepLines steps = new StepLines(screen)) {
      Supervisor.launch(plan(invocation, settings, steps), steps);
    }
    screen.result("up; ./spanline status shows what runs, ./spanline down stops it");
    if (withoutShop) {
      forYourServices(settings).forEach(screen::say);
    }
    sayToxics(invocation.checkout(), settings, screen);
    Map<String, Integer> numbers = new TreeMap<>();
    for (Port port : Port.values()) {
      numbers.put(port.setting().name(), settings.port(port));
    }
    screen.json(Map.of("up", true, "ports", numbers));
    return 0;
  }

  /** What was left: on a Toxiproxy that is not the stack's, and of records that wait. */
  private static void sayToxics(Checkout checkout, Settings settings, Screen screen) {
    if (settings.value(Catalogue.TOXIPROXY_API).isPresent()) {
      String address = settings.toxiproxyApi();
      try {
        ToxicsOn on = ToxicsOn.at(address);
        if (!on.isEmpty()) {
          screen.say("on the Toxiproxy at %s, which is not the stack's:".formatted(address));
          on.lines().forEach(screen::say);
        }
      } catch (ClientException e) {
        screen.say(String.valueOf(e.getMessage()));
      }
    }
    if (Files.exists(checkout.waitingToxics())) {
      screen.say(
          "records of toxics wait in %s; the next ./spanline toxics add or clear writes them"
              .formatted(checkout.waitingToxics()));
    }
  }

  private StackPlan plan(Invocation invocation, Settings settings, StepLines steps) {
    JaegerPlan jaeger = withoutJaeger ? JaegerPlan.NEVER : JaegerPlan.NOW;
    Set<Component> components = StackPlan.whole(jaeger);
    if (withoutShop) {
      components.removeAll(Component.SHOP);
    }
    Map<Tool, Path> programs = programs(invocation, settings, components, steps);
    EarlierData data = keep ? EarlierData.KEPT : EarlierData.REMOVED;
    return new StackPlan(invocation.checkout(), settings, components, jaeger, programs, data);
  }

  private static List<String> forYourServices(Settings settings) {
    return List.of(
        "",
        "Start each of your services, with its OpenTelemetry SDK or agent, under",
        "  export OTEL_SERVICE_NAME=…",
        "  export OTEL_EXPORTER_OTLP_ENDPOINT=http://" + settings.address(Port.OTLP_HTTP),
        "  export OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf",
        "  export OTEL_METRICS_EXPORTER=none OTEL_LOGS_EXPORTER=none",
        "gRPC goes to http://%s. Send requests, then".formatted(settings.address(Port.OTLP_GRPC)),
        "  ./spanline traces tail",
        "  ./spanline snapshot --last 60",
        "docs/own-services.md leads from there to a baseline.");
  }

  /** Finds or makes the tools; Ctrl-C meanwhile leaves no half-made one. */
  private static Map<Tool, Path> programs(
      Invocation invocation, Settings settings, Set<Component> components, StepLines steps) {
    Map<Tool, Path> programs = new EnumMap<>(Tool.class);
    try (Tools tools = new Tools(invocation.checkout().root(), settings)) {
      Runtime.getRuntime().addShutdownHook(new Thread(tools::close, "tools-stop"));
      for (Tool tool : StackPlan.tools(components)) {
        programs.put(tool, tools.find(tool, steps).program());
      }
    }
    return programs;
  }
}
