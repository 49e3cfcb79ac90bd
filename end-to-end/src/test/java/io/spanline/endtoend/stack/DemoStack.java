package io.spanline.endtoend.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spanline.endtoend.LinkedClone;
import io.spanline.endtoend.RealStack;
import io.spanline.settings.Catalogue;
import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import io.spanline.stack.plan.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The whole stack as {@code ./spanline demo} leaves it running, typed in a linked clone. It is
 * started once; the tests of this JVM share it, in the order of their names.
 */
final class DemoStack {
  private static final Duration LONGEST_DEMO = Duration.ofMinutes(4);
  private static @Nullable DemoStack current;

  private final LinkedClone clone;
  private final Settings settings;
  private final Map<String, String> environment = new HashMap<>();
  private final Path output;
  private final Process demo;

  private DemoStack(Path folder) throws IOException {
    clone = LinkedClone.in(folder);
    settings = Ports.free(Settings.ofThisProcess());
    for (Port port : Port.values()) {
      environment.put(port.setting().name(), String.valueOf(settings.port(port)));
    }
    // Every snapshot waits as long; the pages have a dozen of them.
    environment.put(Catalogue.TRACE_GAP.name(), "PT3S");
    environment.put(Catalogue.ALLOWED_ATTRIBUTES.name(), "app.tenant,app.plan");
    output = folder.resolve("demo.json");
    demo = clone.start(environment, output, "./spanline", "demo", "--json");
    // Also when the tests are stopped from outside: no process may outlive them.
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "test-demo-stop"));
    await()
        .atMost(LONGEST_DEMO)
        .until(() -> !demo.isAlive() || Files.readString(output).endsWith("\n"));
    assertThat(demo.isAlive()).as(Files.readString(output)).isTrue();
  }

  /** Starts it unless it runs; skips the test if a tool would have to be made first. */
  static synchronized DemoStack get() throws IOException {
    RealStack.requireTools();
    DemoStack running = current;
    if (running == null) {
      running = new DemoStack(Files.createTempDirectory("spanline-demo"));
      current = running;
    }
    return running;
  }

  /** What the demo printed. */
  JsonNode result() throws IOException {
    return new ObjectMapper().readTree(Files.readString(output));
  }

  LinkedClone linkedClone() {
    return clone;
  }

  /** The variables of its ports and settings. */
  Map<String, String> environment() {
    return Map.copyOf(environment);
  }

  String address(Port port) {
    return settings.address(port);
  }

  String url(Port port) {
    return "http://" + address(port);
  }

  /** A file of the clone. */
  Path file(String path) {
    return clone.root().resolve(path);
  }

  /** The demo's exit code once its stack was taken down. */
  int exitCode() throws InterruptedException {
    assertThat(demo.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return demo.exitValue();
  }

  private void stop() {
    if (demo.isAlive()) {
      demo.descendants().forEach(ProcessHandle::destroy);
      demo.destroy();
      demo.onExit().join();
    }
  }
}
