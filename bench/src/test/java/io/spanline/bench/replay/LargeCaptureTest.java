package io.spanline.bench.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.captures.CaptureId;
import io.spanline.captures.manifest.CaptureFolder;
import io.spanline.captures.manifest.Manifest;
import io.spanline.captures.manifest.ManifestJson;
import io.spanline.captures.verification.CaptureVerification;
import io.spanline.captures.verification.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LargeCaptureTest {
  @TempDir private Path folder;

  @Test
  void isSoundAndCanBeReplayedWhole() throws IOException {
    Path capture = LargeCapture.write(folder, new CaptureId(1), 300);

    Verification verification = CaptureVerification.verify(capture);
    Manifest manifest = ManifestJson.read(Files.readAllBytes(CaptureFolder.manifestOf(capture)));
    assertThat(verification.problems()).isEmpty();
    assertThat(verification.lines()).isEqualTo(300);
    assertThat(manifest.replay().able()).isEqualTo(300);
  }
}
