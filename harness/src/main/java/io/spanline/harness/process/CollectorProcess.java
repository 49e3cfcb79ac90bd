package io.spanline.harness.process;

import io.spanline.clients.Rest;
import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import io.spanline.stack.Checkout;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The Collector with the project's own configuration, less Jaeger. */
public final class CollectorProcess extends OwnProcess {
  private static final Duration START = Duration.ofSeconds(30);

  private final Path program;
  private final Checkout checkout;
  private final Rest health;
  private final Path queue;

  /**
   * Makes a Collector; {@link #start} starts it.
   *
   * @param program the server
   * @param checkout where its configuration is
   * @param settings say its ports
   * @param folder for its queue and log
   */
  public CollectorProcess(Path program, Checkout checkout, Settings settings, Path folder) {
    super("collector", settings, checkout.root(), folder);
    this.program = program;
    this.checkout = checkout;
    this.health =
        new Rest("collector", settings.address(Port.COLLECTOR_HEALTH), Duration.ofSeconds(2));
    this.queue = folder.resolve("collector-queue");
  }

  /** Starts it; returns once it takes spans. */
  public void start(String brokerAddress) throws IOException {
    Map<String, String> environment = new HashMap<>();
    for (Port port : Port.values()) {
      environment.put(port.setting().name(), settings().text(port.setting()));
    }
    environment.put("KAFKA_BOOTSTRAP", brokerAddress);
    environment.put("COLLECTOR_QUEUE_DIR", queue.toString());
    launch(
        List.of(
            program.toString(),
            "--config",
            checkout.file("observability/otel-collector-config.yaml").toString(),
            "--config",
            checkout.file("observability/otel-collector-without-jaeger.yaml").toString()),
        environment);
    awaitReady(START, () -> health.answers("/"));
  }

  /** Where spans are posted to. */
  public String tracesUrl() {
    return "http://" + settings().address(Port.OTLP_HTTP) + "/v1/traces";
  }
}
