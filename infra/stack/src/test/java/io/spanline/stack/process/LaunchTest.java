package io.spanline.stack.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LaunchTest {
  @Test
  void replacesTheUsersVariablesOfOursAndOfOpenTelemetry() {
    Launch launch =
        new Launch(
            "service-a",
            List.of("java"),
            Map.of("OTEL_SERVICE_NAME", "service-a", "SPANLINE_PORT_KAFKA", "19092"),
            Path.of("."),
            Path.of("service-a.log"),
            () -> true,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO);
    Map<String, String> environment =
        new HashMap<>(
            Map.of(
                "PATH", "/usr/bin",
                "OTEL_SERVICE_NAME", "mine",
                "OTEL_TRACES_EXPORTER", "none",
                "SPANLINE_DATA_DIR", "elsewhere"));

    launch.applyTo(environment);

    assertThat(environment)
        .containsOnly(
            Map.entry("PATH", "/usr/bin"),
            Map.entry("OTEL_SERVICE_NAME", "service-a"),
            Map.entry("SPANLINE_PORT_KAFKA", "19092"));
  }
}
