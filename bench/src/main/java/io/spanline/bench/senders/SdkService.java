package io.spanline.bench.senders;

import io.spanline.harness.process.OwnProcess;
import io.spanline.settings.Settings;
import io.spanline.stack.process.Probe;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A service that an SDK instruments. */
final class SdkService extends OwnProcess {
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration END = Duration.ofSeconds(20);

  private final String name;
  private final int port;

  /**
   * Makes one that does not run yet.
   *
   * @param home where its program is installed
   * @param logs the folder of its log
   */
  SdkService(String name, int port, Path home, Path logs) {
    super(name, Settings.of(Map.of()), home, logs);
    this.name = name;
    this.port = port;
  }

  /**
   * Returns once it listens.
   *
   * @param more of its environment
   */
  void start(List<String> command, Map<String, String> more) throws IOException {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("OTEL_SERVICE_NAME", name);
    environment.put("PORT", String.valueOf(port));
    launch(command, environment);
    awaitReady(START, () -> Probe.tcp(port).ready());
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  /** Ends it; it sends what it still has. */
  void end() {
    int exit = terminate(END);
    if (exit != 0) {
      throw new IllegalStateException("%s ended with %d".formatted(name, exit));
    }
  }
}
