package io.spanline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spanline.clients.Toxiproxy;
import io.spanline.clients.Toxiproxy.Proxy;
import io.spanline.harness.process.LinkedClone;
import io.spanline.harness.process.LinkedClone.Ran;
import io.spanline.settings.Catalogue;
import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import io.spanline.stack.Checkout;
import io.spanline.stack.plan.Ports;
import io.spanline.stack.record.RunningStack;
import io.spanline.stack.record.StackProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A stack of {@code ./spanline up} in a clone of its own, with a capture, for experiments. */
final class KillableStack implements AutoCloseable {
  private static final Duration LONGEST_STOP = Duration.ofSeconds(30);

  private final LinkedClone clone;
  private final Settings settings = Ports.free(Settings.ofThisProcess());
  private final Map<String, String> environment = new HashMap<>();
  private final List<String> proxies;

  /**
   * Starts it.
   *
   * @param proxies that its list of edges has besides the shop's, and nobody made
   */
  KillableStack(Path folder, List<String> proxies) throws IOException {
    RealStack.requireTools();
    this.clone = LinkedClone.in(folder, RealStack.root());
    this.proxies = proxies;
    for (Port port : Port.values()) {
      environment.put(port.setting().name(), String.valueOf(settings.port(port)));
    }
    environment.put(Catalogue.TRACE_GAP.name(), "PT3S");
    // Also when the tests are stopped from outside: no process may outlive them.
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "test-stack-down"));
    up();
    must("traffic", "--count", "60", "--mix", "order=1");
    must("snapshot", "--last-traces", "60");
  }

  /** The shop's edges alone while it starts, since Toxiproxy makes the proxies of all. */
  void up() throws IOException {
    StringBuilder edges =
        new StringBuilder(Files.readString(RealStack.root().resolve("infra/edges.yaml")));
    clone.edges(edges.toString());
    must("up", "--without-jaeger", "--keep");
    proxies.forEach(
        proxy ->
            edges.append("  - {from: service-b, to: service-c, proxy: %s}\n".formatted(proxy)));
    clone.edges(edges.toString());
  }

  private void must(String... words) {
    Ran ran = typed(words);
    assertThat(ran.exit()).as(ran.output()).isZero();
  }

  Ran typed(String... words) {
    List<String> command = new ArrayList<>(List.of("./spanline"));
    command.addAll(List.of(words));
    return clone.run(environment, command.toArray(String[]::new));
  }

  /** Starts an experiment with a fault on this proxy. */
  EndingExperiment experiment(String proxy) throws IOException {
    return new EndingExperiment(clone, environment, ":", proxy);
  }

  /** Likewise, after a shell's command such as {@code ulimit}. */
  EndingExperiment experimentAfter(String shell, String proxy) throws IOException {
    return new EndingExperiment(clone, environment, shell, proxy);
  }

  /** Likewise, with the fault by another Toxiproxy. */
  EndingExperiment experimentBy(LoneToxiproxy toxiproxy, String proxy) throws IOException {
    return new EndingExperiment(clone, with(toxiproxy), ":", proxy);
  }

  Process sweeper(LoneToxiproxy toxiproxy) throws IOException {
    return clone.start(with(toxiproxy), "./spanline", "toxics", "sweep", "--watch");
  }

  private Map<String, String> with(LoneToxiproxy toxiproxy) {
    Map<String, String> with = new HashMap<>(environment);
    with.put(Catalogue.TOXIPROXY_API.name(), "http://" + toxiproxy.address());
    return with;
  }

  Toxiproxy toxiproxy() {
    return new Toxiproxy(address(Port.TOXIPROXY));
  }

  String address(Port port) {
    return settings.address(port);
  }

  /** A proxy through which nothing goes. */
  static Proxy proxy(String name, String upstream) {
    return new Proxy(name, "127.0.0.1:0", upstream, true, List.of());
  }

  Optional<RunningStack> running() throws IOException {
    return RunningStack.find(new Checkout(clone.root(), Path.of(".spanline")));
  }

  void awaitEnd() {
    await().atMost(LONGEST_STOP).until(() -> running().isEmpty());
  }

  /** Sends a signal to a process of it. */
  void signal(String name, String process) throws IOException {
    EndingExperiment.signal(
        name,
        running().orElseThrow().processes().stream()
            .filter(each -> each.name().equals(process))
            .mapToLong(StackProcess::pid)
            .findFirst()
            .orElseThrow());
  }

  @Override
  public void close() {
    Ran unused = typed("down");
  }
}
