package io.spanline.harness.process;

import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import io.spanline.stack.plan.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The whole stack as {@code ./spanline demo} leaves it running, typed in a linked clone: on free
 * ports, with a capture and a baseline of its traffic.
 */
public final class RunningDemo implements AutoCloseable {
  private static final Duration LONGEST = Duration.ofMinutes(4);
  private static final long STOP_SECONDS = 60;

  private final LinkedClone clone;
  private final Settings settings;
  private final Map<String, String> environment;
  private final Path output;
  private final Process demo;

  /**
   * Starts it; returns once the demo has printed its result.
   *
   * @param clone it is typed in
   * @param own settings besides its ports
   * @throws IllegalStateException with what the demo printed if it failed
   */
  public RunningDemo(LinkedClone clone, Map<String, String> own) throws IOException {
    this.clone = clone;
    this.settings = Ports.free(Settings.ofThisProcess());
    this.environment = new HashMap<>(own);
    for (Port port : Port.values()) {
      environment.put(port.setting().name(), String.valueOf(settings.port(port)));
    }
    this.output = clone.root().resolve(".spanline/demo.json");
    this.demo = clone.start(environment, output, "./spanline", "demo", "--json");
    // Also when this program is stopped from outside: no process may outlive it.
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "demo-stop"));
    Waiting.until("the demo's result", LONGEST, () -> !demo.isAlive() || printed().endsWith("\n"));
    if (!demo.isAlive()) {
      throw new IllegalStateException("the demo ended: " + printed());
    }
  }

  /** What the demo printed on either stream. */
  public String printed() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public LinkedClone linkedClone() {
    return clone;
  }

  /** The variables of its ports and settings. */
  public Map<String, String> environment() {
    return Map.copyOf(environment);
  }

  /** With its ports. */
  public Settings settings() {
    return settings;
  }

  /** The demo's exit code once its stack was taken down. */
  public int exitCode() throws InterruptedException {
    if (!demo.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the demo still runs");
    }
    return demo.exitValue();
  }

  /** Takes it down; returns when all of it is gone. */
  @Override
  public void close() {
    if (demo.isAlive()) {
      LinkedClone.stop(demo);
    }
  }
}
