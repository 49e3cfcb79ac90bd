package io.spanline.endtoend.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spanline.endtoend.RealStack;
import io.spanline.harness.process.LinkedClone;
import io.spanline.harness.process.RunningDemo;
import io.spanline.settings.Catalogue;
import io.spanline.settings.Port;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The whole stack as {@code ./spanline demo} leaves it running. It is started once; the tests of
 * this JVM share it, in the order of their names.
 */
final class DemoStack {
  private static @Nullable DemoStack current;

  private final RunningDemo demo;

  private DemoStack(Path folder) throws IOException {
    demo =
        new RunningDemo(
            LinkedClone.in(folder, RealStack.root()),
            Map.of(
                // Every snapshot waits as long; the pages have a dozen of them.
                Catalogue.TRACE_GAP.name(),
                "PT3S",
                Catalogue.ALLOWED_ATTRIBUTES.name(),
                "app.tenant,app.plan"));
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
    return new ObjectMapper().readTree(demo.printed());
  }

  RunningDemo demo() {
    return demo;
  }

  LinkedClone linkedClone() {
    return demo.linkedClone();
  }

  /** The variables of its ports and settings. */
  Map<String, String> environment() {
    return demo.environment();
  }

  String address(Port port) {
    return demo.settings().address(port);
  }

  String url(Port port) {
    return "http://" + address(port);
  }

  /** A file of the clone. */
  Path file(String path) {
    return linkedClone().root().resolve(path);
  }

  /** The demo's exit code once its stack was taken down. */
  int exitCode() throws InterruptedException {
    return demo.exitCode();
  }
}
