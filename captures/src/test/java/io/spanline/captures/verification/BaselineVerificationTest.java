package io.spanline.captures.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.captures.FileSums;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselineVerificationTest {
  private static final int TRACES = 60;

  @TempDir private Path data;
  private SoundCapture capture;

  @BeforeEach
  void write() throws IOException {
    capture = SoundCapture.in(data, TRACES);
  }

  @Test
  void refusesABaselineSumThatTheLinesDoNotGive() throws IOException {
    String sum = FileSums.of(Files.readAllBytes(capture.baseline()));
    capture.edit(text -> text.replace(sum, "0".repeat(64)));

    assertThat(capture.problems())
        .singleElement()
        .asString()
        .contains("baseline.sha256 is " + "0".repeat(64) + ", the capture has " + sum);
  }

  @Test
  void ofAnotherVersionTheFiguresOfTheBaselineCount() throws IOException {
    String sum = FileSums.of(Files.readAllBytes(capture.baseline()));
    capture.editBaseline(text -> text.replaceFirst("# .*\n", "# another comment\n"));
    String other = FileSums.of(Files.readAllBytes(capture.baseline()));
    capture.edit(text -> text.replace(sum, other).replace("development", "0.0.9"));
    Verification sameFigures = verify();
    capture.editBaseline(text -> text.replaceFirst("max_ms: ", "max_ms: 9"));
    String edited = FileSums.of(Files.readAllBytes(capture.baseline()));
    capture.edit(text -> text.replace(other, edited));

    assertThat(sameFigures.problems()).isEmpty();
    assertThat(capture.problems())
        .singleElement()
        .asString()
        .endsWith("has other figures than those that the capture gives");
  }

  @Test
  void aBaselineThatWasReplacedIsNoProblemOfTheCapture() throws IOException {
    capture.editBaseline(text -> text.replaceFirst("sha256: \"..", "sha256: \"zz"));
    Verification replaced = verify();
    Files.delete(capture.baseline());
    Verification gone = verify();

    assertThat(replaced.isSound()).isTrue();
    assertThat(replaced.notes()).singleElement().asString().contains("any more");
    assertThat(gone.isSound()).isTrue();
    assertThat(gone.notes()).singleElement().asString().contains("is not there");
  }

  @Test
  void namesTheLineOfTheCapturesBaselineThatWasEdited() throws IOException {
    List<String> before = Files.readAllLines(capture.baseline());
    capture.editBaseline(text -> text.replaceFirst("p50_ms: [0-9.]+", "p50_ms: 0.5"));
    int line = 1;
    while (!before.get(line - 1).contains("p50_ms: ")) {
      line++;
    }

    assertThat(capture.problems())
        .singleElement()
        .asString()
        .endsWith(
            "normal_baseline.yaml line %d: says 'p50_ms: 0.5', the capture gives '%s'"
                .formatted(line, before.get(line - 1).strip()));
  }

  @Test
  void anyByteOfTheCapturesBaselineThatIsChangedIsAProblem() throws IOException {
    byte[] whole = Files.readAllBytes(capture.baseline());
    Random random = new Random(14);
    for (int i = 0; i < 100; i++) {
      byte[] flipped = whole.clone();
      flipped[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(capture.baseline(), flipped);

      assertThat(capture.problems()).singleElement().asString().contains("normal_baseline.yaml");
    }
  }

  private Verification verify() throws IOException {
    return CaptureVerification.verify(capture.file());
  }
}
