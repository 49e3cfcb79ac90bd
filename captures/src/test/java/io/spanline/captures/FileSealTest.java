package io.spanline.captures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanline.captures.baseline.BaselineYaml;
import io.spanline.captures.manifest.ManifestJson;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileSealTest {
  private static final byte[] MANIFEST = GoldenFiles.bytes("manifest-2.json");
  private static final byte[] BASELINE = GoldenFiles.bytes("baseline-2.yaml");

  @Test
  void noByteOfAManifestCanChangeUnnoticed() {
    Random random = new Random(21);
    for (int at = 0; at < MANIFEST.length; at++) {
      byte[] changed = changed(MANIFEST, at, random);

      assertThatIllegalArgumentException()
          .as("byte %d", at)
          .isThrownBy(() -> ManifestJson.read(changed));
    }
  }

  @Test
  void noByteOfABaselineCanChangeUnnoticed() {
    Random random = new Random(22);
    for (int at = 0; at < BASELINE.length; at += 1 + random.nextInt(8)) {
      byte[] changed = changed(BASELINE, at, random);

      assertThatIllegalArgumentException()
          .as("byte %d", at)
          .isThrownBy(() -> BaselineYaml.read(changed));
    }
  }

  @Test
  void noEndCanBeMissingUnnoticed() {
    for (int length = 0; length < BASELINE.length; length += 7) {
      byte[] torn = Arrays.copyOf(BASELINE, length);

      assertThatIllegalArgumentException()
          .as("%d bytes", length)
          .isThrownBy(() -> BaselineYaml.read(torn));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"complete\": false|\"complete\": true",
        "\"redactions\"|\"Redactions\"",
        "PT10S|PT99S",
        "\"partition\": 0|\"partition\": 9",
        "\"capture_001\"|\"capture_042\"",
        "\"baseline\"|\"baselime\"",
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

  @Test
  void nothingMayFollow() {
    byte[] longer = Arrays.copyOf(BASELINE, BASELINE.length + 1);
    longer[BASELINE.length] = '\n';

    assertThatThrownBy(() -> BaselineYaml.read(longer))
        .hasMessageStartingWith("was changed after it was written");
  }

  private static byte[] changed(byte[] file, int at, Random random) {
    byte[] changed = file.clone();
    changed[at] ^= (byte) (1 + random.nextInt(255));
    return changed;
  }
}
