package io.spanline.captures.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.captures.BaselineName;
import io.spanline.captures.Resealed;
import io.spanline.captures.baseline.Baseline;
import io.spanline.captures.baseline.BaselineComputation;
import io.spanline.captures.baseline.BaselineYaml;
import io.spanline.captures.manifest.CaptureFolder;
import io.spanline.captures.manifest.Manifest;
import io.spanline.captures.manifest.ManifestJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The sample in version control, as whoever looks at this project first finds it. */
class SampleTest {
  private static final CaptureFolder SAMPLE = new CaptureFolder(Path.of("..", "data", "sample"));
  private static final Path CAPTURE = SAMPLE.captures().resolve("capture_001.json");
  private static final Path BASELINE = SAMPLE.baselines().resolve(BaselineName.NORMAL.file());

  @Test
  void isSound() throws IOException {
    Verification verification = CaptureVerification.verify(CAPTURE);

    assertThat(verification.problems()).isEmpty();
    assertThat(verification.notes()).isEmpty();
    assertThat(verification.lines()).isPositive();
  }

  @Test
  void itsBaselineIsComputedToTheByte() throws IOException {
    Baseline computed =
        BaselineComputation.of(List.of(CAPTURE)).compute(BaselineName.NORMAL, bytes -> {});

    assertThat(BaselineYaml.write(computed)).isEqualTo(Files.readAllBytes(BASELINE));
    assertThat(BaselineYaml.read(BASELINE)).isEqualTo(computed);
  }

  @Test
  void itsManifestIsAsItWouldBeWrittenNow() throws IOException {
    Manifest manifest = CaptureFolder.manifest(CAPTURE);
    // A field of earlier manifests, which is not written any more.
    String withoutCheck =
        Files.readString(CaptureFolder.manifestOf(CAPTURE))
            .replaceFirst(",\n    \"statistics_check\": \\{[^}]*}", "");

    assertThat(Resealed.manifest(withoutCheck)).isEqualTo(ManifestJson.write(manifest));
  }
}
