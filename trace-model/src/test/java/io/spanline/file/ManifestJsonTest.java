package io.spanline.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ManifestJsonTest {
  private static final String SUM =
      "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
  private static final Manifest MANIFEST =
      manifest(
          "before the release",
          new Manifest.Incomplete(List.of("ledger partition 2 has no watermark"), 7));

  @Test
  void writesTheGoldenFile() throws IOException {
    assertThat(text(ManifestJson.write(MANIFEST))).isEqualTo(text(golden()));
  }

  @Test
  void readsTheGoldenFile() throws IOException {
    assertThat(ManifestJson.read(golden())).isEqualTo(MANIFEST);
  }

  @Test
  void aManifestWithoutLabelAndReasonsIsComplete() {
    Manifest complete = manifest(null, null);

    Manifest read = ManifestJson.read(ManifestJson.write(complete));

    assertThat(read).isEqualTo(complete);
    assertThat(text(ManifestJson.write(complete)))
        .contains("\"complete\": true")
        .doesNotContain("\"incomplete\"", "\"label\"");
  }

  @Test
  void refusesAnotherSchema() {
    byte[] other = "{\"schema\":\"x\"}".getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> ManifestJson.read(other))
        .hasMessage("schema must be 'spanline.manifest/1', was 'x'");
  }

  private static Manifest manifest(
      @Nullable String label, Manifest.@Nullable Incomplete incomplete) {
    return new Manifest(
        new CaptureId(1),
        label,
        Instant.parse("2026-11-22T10:15:30.123Z"),
        new TimeRange(Instant.parse("2026-11-22T10:14:00Z"), Instant.parse("2026-11-22T10:15:00Z")),
        incomplete,
        new Manifest.Capture("capture_001.json", Manifest.Capture.SCHEMA, SUM, 12345, 2),
        new Manifest.Counts(
            2,
            8,
            new TreeMap<>(Map.of("complete", 1L, "no-root", 1L)),
            new TreeMap<>(
                Map.of(
                    "service-a",
                    new Manifest.ServiceCounts(
                        8, 2, 1, new TreeMap<>(Map.of("GET /orders/{id}", 2L)))))),
        new Manifest.Source(
            "traces",
            List.of(new Manifest.Offsets(0, 0, 3), new Manifest.Offsets(1, 4, 4)),
            3,
            1,
            List.of(new Manifest.Skipped(0, 2, "not JSON"))),
        new Manifest.BaselineFile(BaselineName.NORMAL, "normal_baseline.yaml", SUM),
        new TreeMap<>(Map.of("SPANLINE_TRACE_GAP", "PT10S")),
        new TreeMap<>(Map.of("spanline", "0.1.0")));
  }

  private static byte[] golden() throws IOException {
    try (InputStream file = ManifestJsonTest.class.getResourceAsStream("manifest-1.json")) {
      return Objects.requireNonNull(file).readAllBytes();
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
