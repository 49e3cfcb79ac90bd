package io.spanline.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
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
  void readsSchema1WhichHadLessInIt() {
    Manifest manifest = ManifestJson.read(GoldenFiles.bytes("manifest-1.json"));

    assertThat(manifest.capture().schema()).isEqualTo(Manifest.Capture.SCHEMA_1);
    assertThat(manifest.selection()).isEqualTo(Selection.ALL);
    assertThat(manifest.counts().leftOut()).isZero();
    assertThat(manifest.counts().traces()).isEqualTo(2);
    assertThat(manifest.incomplete())
        .isEqualTo(new Manifest.Incomplete(List.of("ledger partition 2 has no watermark"), 7));
    assertThat(manifest.redactions()).isEmpty();
    assertThat(manifest.replay()).isNull();
    assertThat(manifest.conditions()).isNull();
    assertThat(manifest.request()).isNull();
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
        "\"capture_001\"|\"../capture_001\"|not a manifest: id cannot be '../capture_001'",
        "\"range\"|\"rage\"|not a manifest: range is missing",
        "\"counts\"|\"count\"|not a manifest: counts is missing",
        "\"open_spans\": 7|\"open_spans\": \"7\"|not a manifest: incomplete.open_spans ",
        "\"open_spans\": 7|\"open_spans\": 7.5|not a manifest: incomplete.open_spans ",
        "\"open_spans\": 7|\"open_spans\": null|not a manifest: incomplete.open_spans ",
        "\"lines\": 2|\"lines\": 2, \"lines\": 3|not a manifest: Duplicate field 'lines'",
        "\"reasons\"|\"reason\"|not a manifest: incomplete lacks a part",
        "\"partitions\"|\"parts\"|not a manifest: source lacks a part",
        "\"settings\"|\"setting\"|not a manifest: settings is missing",
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

  @Test
  void survivesAnyChangeOfAByte() {
    Random random = new Random(20_260_101);
    for (int trial = 0; trial < 5_000; trial++) {
      byte[] edited = GoldenFiles.bytes(GOLDEN);
      for (int change = 0; change < 3; change++) {
        edited[random.nextInt(edited.length)] = (byte) random.nextInt(256);
      }
      try {
        ManifestJson.read(edited);
      } catch (IllegalArgumentException e) {
        assertThat(e.getMessage()).isNotBlank().doesNotContain("io.spanline");
      }
    }
  }

  @Test
  void survivesAnyTruncation() {
    byte[] golden = GoldenFiles.bytes(GOLDEN);
    for (int length = 0; length < golden.length - 2; length++) {
      byte[] torn = Arrays.copyOf(golden, length);
      assertThatThrownBy(() -> ManifestJson.read(torn))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
