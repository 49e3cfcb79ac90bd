package io.spanline.captures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanline.captures.baseline.BaselineYaml;
import io.spanline.captures.manifest.ManifestJson;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FileSealTest {
  private static final byte[] MANIFEST = GoldenFiles.bytes("manifest-3.json");
  private static final byte[] BASELINE = GoldenFiles.bytes("baseline-3.yaml");

  enum Sealed {
    A_MANIFEST(MANIFEST, ManifestJson::read),
    A_BASELINE(BASELINE, BaselineYaml::read);

    private final byte[] golden;
    private final Consumer<byte[]> reading;

    Sealed(byte[] golden, Consumer<byte[]> reading) {
      this.golden = golden;
      this.reading = reading;
    }

    private void assertRefused(byte[] bytes, String as) {
      assertThatIllegalArgumentException()
          .as(as)
          .isThrownBy(() -> reading.accept(bytes))
          .satisfies(e -> assertThat(e.getMessage()).isNotBlank().doesNotContain("io.spanline"));
    }
  }

  /** Each byte of a manifest and every eighth of a baseline, some of them with two others. */
  @ParameterizedTest
  @EnumSource
  void noByteCanChangeUnnoticed(Sealed file) {
    Random random = new Random(21);
    for (int at = 0; at < file.golden.length; at += file == Sealed.A_MANIFEST ? 1 : 8) {
      byte[] changed = file.golden.clone();
      if (at % 3 == 0) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      changed[at] = (byte) (file.golden[at] ^ 1 + random.nextInt(255));
      file.assertRefused(changed, "byte " + at);
    }
  }

  @ParameterizedTest
  @EnumSource
  void noEndCanBeMissingOrFollowUnnoticed(Sealed file) {
    for (int length = 0; length < file.golden.length; length += 17) {
      file.assertRefused(Arrays.copyOf(file.golden, length), length + " bytes");
    }
    String more = new String(file.golden, StandardCharsets.UTF_8) + "\n";
    file.assertRefused(more.getBytes(StandardCharsets.UTF_8), "a line more");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"complete\": false|\"complete\": true", "\"redactions\"|\"Redactions\"",
        "PT10S|PT99S", "\"partition\": 0|\"partition\": 9",
        "\"capture_001\"|\"capture_042\"", "\"baseline\"|\"baselime\"",
        "\"label\"|\"lable\""
      })
  void aManifestThatWasEditedIsRefused(String part, String other) {
    String edited = new String(MANIFEST, StandardCharsets.UTF_8).replace(part, other);
    assertThat(edited.getBytes(StandardCharsets.UTF_8)).isNotEqualTo(MANIFEST);

    assertThatThrownBy(() -> ManifestJson.read(edited.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching(
            "(not a manifest: )?(was changed after it was written: |capture.file must be ).*");
  }

  @Test
  void aBaselineThatWasEditedIsRefusedWithWhatToDo() {
    String edited =
        new String(BASELINE, StandardCharsets.UTF_8).replaceFirst("heap_mean", "help_mean");

    assertThatThrownBy(() -> BaselineYaml.read(edited.getBytes(StandardCharsets.UTF_8)))
        .hasMessage(
            "was changed after it was written; compute it anew: ./spanline baseline compute"
                + " capture_001 capture_002 --name normal --out normal_baseline.yaml");
  }
}
