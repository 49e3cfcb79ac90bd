package io.spanline.stack.run;

import io.spanline.settings.Catalogue;
import io.spanline.settings.Port;
import io.spanline.settings.Setting;
import io.spanline.settings.Settings;
import io.spanline.stack.Checkout;
import io.spanline.stack.broker.KafkaBroker;
import io.spanline.stack.plan.Component;
import io.spanline.stack.plan.Edges;
import io.spanline.stack.plan.JavaProgram;
import io.spanline.stack.plan.Programs;
import io.spanline.stack.plan.ShopCall;
import io.spanline.stack.plan.StackPlan;
import io.spanline.stack.plan.StackPlan.JaegerPlan;
import io.spanline.stack.process.Launch;
import io.spanline.stack.process.Probe;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Makes the launch of each component of a plan. */
public final class Launches {
  private static final Duration DEADLINE = Duration.ofSeconds(90);

  /** What the Collector reads in addition if it samples. */
  public static final String COLLECTOR_SAMPLING = "observability/otel-collector-sampling.yaml";

  private final StackPlan plan;
  private final Checkout checkout;
  private final Settings settings;
  private final Edges edges;
  private final Programs programs;

  public Launches(StackPlan plan, Edges edges) {
    this.plan = plan;
    this.checkout = plan.checkout();
    this.settings = plan.settings();
    this.edges = edges;
    this.programs = new Programs(checkout);
  }

  static Map<Component, Launch> all(StackPlan plan) throws IOException {
    Launches launches = new Launches(plan, plan.edges());
    Map<Component, Launch> made = new EnumMap<>(Component.class);
    for (Component component : plan.components()) {
      made.put(component, launches.one(component));
    }
    return made;
  }

  /** Writes what the component reads at its start. */
  private Launch one(Component component) throws IOException {
    return switch (component) {
      case KAFKA -> kafka();
      case TOXIPROXY -> toxiproxy(program(component));
      case JAEGER -> jaeger(program(component));
      case COLLECTOR -> collector(program(component));
      case SERVICE_A, SERVICE_B, SERVICE_C -> service(component);
      case STREAMS_BASELINE, CAPTURE_WRITER -> app(component);
    };
  }

  private Path program(Component component) {
    return Objects.requireNonNull(plan.tools().get(component.tool()), "a plan names its tools");
  }

  private Launch kafka() throws IOException {
    Path ready = checkout.run().resolve("kafka.ready");
    Files.deleteIfExists(ready);
    JavaProgram broker =
        new JavaProgram(
            KafkaBroker.class.getName(),
            JavaProgram.ownClassPath(),
            List.of("-Xmx384m", "-Dlogback.configurationFile=kafka-broker-logback.xml"),
            List.of(checkout.kafkaData().toString(), ready.toString()));
    return launch(Component.KAFKA, broker.command(), Map.of(), Probe.file(ready));
  }

  private Launch toxiproxy(Path tool) throws IOException {
    Path config = checkout.toxiproxyConfig();
    Files.writeString(config, edges.toxiproxyConfig(settings));
    List<String> command =
        List.of(
            tool.toString(),
            "-host",
            "127.0.0.1",
            "-port",
            String.valueOf(settings.port(Port.TOXIPROXY)),
            "-config",
            config.toString());
    String proxies = url(Port.TOXIPROXY) + "/proxies";
    return launch(
        Component.TOXIPROXY, command, Map.of(), Probe.http(proxies, edges.proxies(settings)));
  }

  /** Whether the Collector's sampler runs: at 100 % it would drop nothing, but still write. */
  public static boolean collectorSamples(Settings settings) {
    BigDecimal percentage = settings.value(Catalogue.COLLECTOR_SAMPLING_PERCENTAGE);
    return percentage.compareTo(BigDecimal.valueOf(100)) < 0;
  }

  private Launch collector(Path tool) {
    List<String> command = new ArrayList<>();
    command.add(tool.toString());
    command.add("--config");
    command.add(checkout.file("observability/otel-collector-config.yaml").toString());
    if (collectorSamples(settings)) {
      command.add("--config");
      command.add(checkout.file(COLLECTOR_SAMPLING).toString());
    }
    if (plan.jaeger() == JaegerPlan.NEVER) {
      command.add("--config");
      command.add(checkout.file("observability/otel-collector-without-jaeger.yaml").toString());
    }
    return launch(
        Component.COLLECTOR,
        command,
        Map.of("COLLECTOR_QUEUE_DIR", checkout.collectorQueue().toString()),
        Probe.http(url(Port.COLLECTOR_HEALTH) + "/"));
  }

  Launch jaeger(Path tool) {
    List<String> command =
        List.of(
            tool.toString(),
            "--config",
            checkout.file("observability/jaeger-config.yaml").toString());
    return launch(
        Component.JAEGER, command, Map.of(), Probe.http(url(Port.JAEGER_HEALTH) + "/status"));
  }

  private Launch service(Component component) throws IOException {
    return launch(
        component,
        programs.of(component).command(),
        Map.of("OTEL_SERVICE_VERSION", programs.versionOf(component)),
        Probe.http(url(component.ports().get(0)) + "/health"));
  }

  private Map<String, String> serviceEnvironment(Component component) {
    String name = component.processName();
    Map<String, String> environment = new HashMap<>();
    environment.put("SHOP_PORT", String.valueOf(settings.port(component.ports().get(0))));
    // Each has its own seed, the same in every run.
    environment.put("SHOP_SEED", String.valueOf(name.hashCode()));
    for (ShopCall call : ShopCall.values()) {
      String address = edges.address(call, settings);
      environment.put("PEER_" + call.name(), address);
      if (call.from().equals(name)) {
        environment.put("SHOP_" + variable(call.to()) + "_URL", "http://" + address);
      }
    }
    environment.put("OTEL_SERVICE_NAME", name);
    environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", url(Port.OTLP_HTTP));
    return environment;
  }

  private Launch app(Component component) {
    return launch(
        component,
        programs.of(component).command(),
        JavaProgram.ENVIRONMENT,
        Probe.http(url(component.ports().get(0)) + "/health/ready"));
  }

  private Launch launch(
      Component component, List<String> command, Map<String, String> own, Probe ready) {
    Map<String, String> environment = environment(component);
    environment.put(Catalogue.STATE_DIR.name(), plan.stateFolder().toString());
    environment.putAll(own);
    return new Launch(
        component.processName(),
        command,
        environment,
        checkout.root(),
        checkout.log(component.processName()),
        ready,
        component.expected(),
        DEADLINE,
        component.grace());
  }

  /** The variables of a component's process, except those that depend on the clone's folder. */
  public Map<String, String> environment(Component component) {
    Map<String, String> environment = new TreeMap<>(settings.environment());
    // Every port, for programs that do not know our defaults: the Collector and Jaeger.
    for (Port port : Port.values()) {
      Setting<Integer> setting = port.setting();
      environment.put(setting.name(), settings.text(setting));
    }
    switch (component) {
      case SERVICE_A, SERVICE_B, SERVICE_C -> environment.putAll(serviceEnvironment(component));
      case COLLECTOR -> {
        environment.put("KAFKA_BOOTSTRAP", settings.address(Port.KAFKA));
        environment.put("JAEGER_OTLP_GRPC", settings.address(Port.JAEGER_OTLP_GRPC));
        environment.put("JAEGER_OTLP_HTTP", settings.address(Port.JAEGER_OTLP_HTTP));
      }
      case TOXIPROXY -> environment.put("LOG_LEVEL", "info");
      default -> {
        // The settings are enough.
      }
    }
    return environment;
  }

  private String url(Port port) {
    return "http://" + settings.address(port);
  }

  private static String variable(String name) {
    return name.toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
