package io.spanline.endtoend;

import io.spanline.clients.ClientException;
import io.spanline.clients.Rest;
import io.spanline.harness.process.OwnProcess;
import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import io.spanline.stack.Checkout;
import io.spanline.stack.plan.Component;
import io.spanline.stack.plan.Ports;
import io.spanline.stack.plan.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Service A as the stack starts it, agent and all, on a JDK of the test's choice. */
final class CallerOnJdk extends OwnProcess {
  private static final Duration START = Duration.ofSeconds(60);
  private static final Checkout CHECKOUT = new Checkout(RealStack.root());

  private final Rest rest;

  CallerOnJdk(String name, Path folder) {
    super(name, Ports.free(Settings.ofThisProcess()), CHECKOUT.root(), folder);
    this.rest = new Rest("service-a", address(), Duration.ofSeconds(10));
  }

  /** The words that start it; a test may leave some out. */
  static List<String> command(Jdk jdk) {
    List<String> command =
        new ArrayList<>(new Programs(CHECKOUT).of(Component.SERVICE_A).command());
    command.set(0, jdk.java().toString());
    return command;
  }

  /** Starts it and does not wait. */
  void launch(List<String> command, DyingServer serviceB, AgentSpans spans) throws IOException {
    launch(
        command,
        Map.of(
            "SHOP_PORT",
            settings().text(Port.SERVICE_A.setting()),
            "SHOP_SERVICE_B_URL",
            serviceB.url().toString(),
            "OTEL_SERVICE_NAME",
            "service-a",
            "OTEL_EXPORTER_OTLP_ENDPOINT",
            spans.endpoint()));
  }

  void awaitReady() {
    awaitReady(START, () -> rest.answers("/health"));
  }

  String address() {
    return settings().address(Port.SERVICE_A);
  }

  /** What comes of a request that calls service B once: "ok", or what the problem says. */
  String call() {
    try {
      rest.get("/products/p-1");
      return "ok";
    } catch (ClientException problem) {
      return String.valueOf(problem.getMessage());
    }
  }
}
