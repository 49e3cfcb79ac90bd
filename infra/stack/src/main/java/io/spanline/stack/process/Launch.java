package io.spanline.stack.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How one process is started and known to be ready.
 *
 * @param environment its variables, besides inherited ones
 * @param expected its usual time to be ready
 * @param deadline time after which it counts as failed
 * @param grace time from SIGTERM to SIGKILL
 */
public record Launch(
    String name,
    List<String> command,
    Map<String, String> environment,
    Path folder,
    Path log,
    Probe ready,
    Duration expected,
    Duration deadline,
    Duration grace) {
  public Launch {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /**
   * Turns an inherited environment into that of the new process. The launch already has the user's
   * settings; OpenTelemetry variables meant for another program would direct the services' agents
   * elsewhere.
   */
  void applyTo(Map<String, String> inherited) {
    inherited.keySet().removeIf(name -> name.startsWith("SPANLINE_") || name.startsWith("OTEL_"));
    inherited.putAll(environment);
  }
}
