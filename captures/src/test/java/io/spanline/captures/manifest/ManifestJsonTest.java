package io.spanline.captures.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanline.captures.GoldenFiles;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestJsonTest {
  private static final String GOLDEN = "manifest-2.json";

  @Test
  void writesTheGoldenFile() {
    assertThat(new String(ManifestJson.write(Manifests.full()), StandardCharsets.UTF_8))
        .isEqualTo(GoldenFiles.text(GOLDEN));
  }

  @Test
  void readsTheGoldenFile() {
    assertThat(ManifestJson.read(GoldenFiles.bytes(GOLDEN))).isEqualTo(Manifests.full());
  }

  @Test
  void aManifestWithoutReasonsIsComplete() {
    Manifest complete = Manifests.ofMinute(1);

    Manifest read = ManifestJson.read(ManifestJson.write(complete));

    assertThat(read).isEqualTo(complete);
    assertThat(new String(ManifestJson.write(complete), StandardCharsets.UTF_8))
        .contains("\"complete\": true")
        .doesNotContain("\"incomplete\"", "\"label\"", "\"baseline\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "manifest/2|manifest/3|schema must be 'spanline.manifest/2', was 'spanline.manifest/3'",
        "manifest/2|manifest/1|schema is 'spanline.manifest/1', which is no longer read; take a",
        "capture/2|capture/1|capture.schema is 'spanline.capture/1', which is no longer read",
        "\"capture_001\"|\"../capture_001\"|id must be a capture's id such as capture_001, was",
        "\"range\"|\"rage\"|range is missing",
        "\"counts\"|\"count\"|counts is missing",
        "\"open_spans\": 7|\"open_spans\": \"7\"|incomplete.open_spans must be a whole number, was ",
        "\"open_spans\": 7|\"open_spans\": 7.5|incomplete.open_spans must be a whole number, was ",
        "\"open_spans\": 7|\"open_spans\": null|incomplete.open_spans must be a whole number, was ",
        "\"lines\": 2|\"lines\": 2, \"lines\": 3|not a manifest: Duplicate field 'lines'",
        "\"reasons\"|\"reason\"|incomplete: a part is missing or null",
        "\"partitions\"|\"parts\"|source: a part is missing or null",
        "\"settings\"|\"setting\"|settings is missing",
        "2026-11-22T10:15:00Z|2026-11-22T10:14:00Z|a range must end after it starts"
      })
  void refusesWhatIsNotAManifest(String part, String instead, String message) {
    String edited = GoldenFiles.text(GOLDEN).replace(part, instead);

    assertThatThrownBy(() -> ManifestJson.read(edited.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("io.spanline");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "5", "null", "[]", "{}", "{\"schema\": 2}"})
  void refusesWhatIsNoObjectAtAll(String text) {
    assertThatThrownBy(() -> ManifestJson.read(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("(not a manifest: |schema must be ).*");
  }
}
