package io.spanline.captures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
  @ParameterizedTest
  @ValueSource(strings = {"normal", "a", "0", "peak-hour", "v1.2_final", "a.yaml"})
  void takesPlainNames(String name) {
    assertThat(BaselineName.parse(name)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "../x", "a/b", "a\\b", "%2e", "..", "a..b", ".hidden", "-x", "Normal", "a b", "ü",
        "a\n", "a\u0000"
      })
  void refusesPathsAndWhatFileSystemsDisagreeOn(String name) {
    assertThat(BaselineName.parse(name)).isEmpty();
  }

  @Test
  void refusesNamesOver64Characters() {
    assertThat(BaselineName.parse("a".repeat(64))).isPresent();
    assertThat(BaselineName.parse("a".repeat(65))).isEmpty();
  }

  @Test
  void aBaselineIsFoundByItsFileName() {
    assertThat(BaselineName.ofFile("normal_baseline.yaml")).contains(BaselineName.NORMAL);
    assertThat(BaselineName.ofFile(".normal_baseline.yaml.part")).isEmpty();
    assertThat(BaselineName.ofFile("normal.yaml")).isEmpty();
  }

  @Test
  void capturesAreNumberedWithThreeDigitsOrMore() {
    assertThat(new CaptureId(1)).hasToString("capture_001");
    assertThat(CaptureId.NUMBERING.of(1_000)).hasToString("capture_1000");
    assertThat(CaptureId.parse("capture_1000")).contains(new CaptureId(1000));
  }

  @Test
  void capturesAreNumberedInPlainDigitsWhateverTheLocale() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("fa-IR"));
    try {
      assertThat(new CaptureId(12)).hasToString("capture_012");
      assertThat(CaptureId.parse("capture_012")).contains(new CaptureId(12));
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "capture_",
        "capture_1",
        "capture_000",
        "capture_0001",
        "capture_001.json",
        "../capture_001",
        "capture_9999999999",
        "capture_٠٠١"
      })
  void aCaptureHasOneSpelling(String text) {
    assertThat(CaptureId.parse(text)).isEmpty();
  }

  @Test
  void manifestsAndCapturesAreToldApart() {
    assertThat(CaptureId.NUMBERING.ofManifestFile("capture_002.manifest.json"))
        .contains(new CaptureId(2));
    assertThat(CaptureId.NUMBERING.ofLinesFile("capture_002.manifest.json")).isEmpty();
    assertThat(CaptureId.NUMBERING.ofLinesFile("capture_002.json")).contains(new CaptureId(2));
    assertThat(CaptureId.NUMBERING.ofManifestFile("capture_002.json")).isEmpty();
  }
}
