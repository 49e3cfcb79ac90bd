package io.spanline.captures.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanline.captures.DamagedFileException;
import io.spanline.captures.manifest.CaptureFolder;
import io.spanline.captures.verification.SoundCapture;
import io.spanline.topic.TraceJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntactLinesTest {
  @TempDir private Path data;
  private SoundCapture capture;
  private List<String> lines;

  @BeforeEach
  void write() throws IOException {
    capture = SoundCapture.in(data, 40);
    lines = new ArrayList<>(Files.readAllLines(capture.file()));
  }

  @Test
  void areThoseOfTheFile() throws IOException {
    assertThat(read()).isEqualTo(lines);
  }

  @Test
  void ofAFileThatIsNotTheManifestsNoneIsHandedOut() throws IOException {
    lines.remove(7);
    replace();

    assertThatThrownBy(() -> IntactLines.of(capture.file()))
        .isInstanceOf(DamagedFileException.class)
        .hasMessageContaining("is not the capture that its manifest describes");
  }

  @Test
  void withoutAChecksumAmongOthersAreNamed() throws IOException {
    Files.delete(CaptureFolder.manifestOf(capture.file()));
    lines.set(8, new String(TraceJson.write(capture.traces().get(8)), StandardCharsets.UTF_8));
    replace();

    assertThatThrownBy(this::read).hasMessageContaining("json line 9: line has no checksum");
  }

  private void replace() throws IOException {
    capture.replace((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private List<String> read() throws IOException {
    List<String> read = new ArrayList<>();
    try (IntactLines of = IntactLines.of(capture.file())) {
      for (byte[] line = of.next(); line != null; line = of.next()) {
        read.add(new String(line, StandardCharsets.UTF_8));
      }
    }
    return read;
  }
}
