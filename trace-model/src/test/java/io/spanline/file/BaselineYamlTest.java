package io.spanline.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BaselineYamlTest {
  private static final Baseline BASELINE =
      new Baseline(
          BaselineName.NORMAL,
          Instant.parse("2026-11-22T10:15:30.123Z"),
          new Baseline.Source(
              "capture_001.json",
              "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
              3,
              Instant.parse("2026-11-22T10:14:00Z"),
              Instant.parse("2026-11-22T10:15:00Z")),
          new TreeMap<>(
              Map.of(
                  "service-b", service(3, 1, 1_000),
                  "service-a", service(2, 0, 20_000_000),
                  "no", service(1, 1, 12_345_678_901L))));

  @Test
  void writesTheGoldenFile() throws IOException {
    assertThat(text(BaselineYaml.write(BASELINE))).isEqualTo(text(golden()));
  }

  @Test
  void readsTheGoldenFile() throws IOException {
    assertThat(BaselineYaml.read(golden())).isEqualTo(BASELINE);
  }

  @Test
  void ignoresFieldsOfLaterVersions() throws IOException {
    String later =
        text(golden()).replace("    requests: 2\n", "    requests: 2\n    p99_ms: 21.5\n");

    assertThat(BaselineYaml.read(later.getBytes(StandardCharsets.UTF_8))).isEqualTo(BASELINE);
  }

  @Test
  void refusesAnotherSchema() throws IOException {
    byte[] other =
        text(golden()).replace("baseline/1", "baseline/2").getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> BaselineYaml.read(other))
        .hasMessage("schema must be 'spanline.baseline/1', was 'spanline.baseline/2'");
  }

  @Test
  void refusesWhatIsNotYaml() {
    byte[] text = "a: [".getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> BaselineYaml.read(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("not a baseline: ");
  }

  @Test
  void refusesABaselineWithoutItsCapture() throws IOException {
    String without = text(golden()).replace("capture:", "other:");

    assertThatThrownBy(() -> BaselineYaml.read(without.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("capture");
  }

  private static Baseline.Service service(long requests, long errors, long nanos) {
    Duration one = Duration.ofNanos(nanos);
    return new Baseline.Service(requests, errors, one, one.multipliedBy(2), one, one);
  }

  private static byte[] golden() throws IOException {
    try (InputStream file = BaselineYamlTest.class.getResourceAsStream("baseline-1.yaml")) {
      return Objects.requireNonNull(file).readAllBytes();
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
