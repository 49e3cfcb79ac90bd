package io.spanline.captures.verification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.captures.line.CaptureLine;
import io.spanline.captures.manifest.CaptureFolder;
import io.spanline.model.Trace;
import io.spanline.topic.TraceJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaptureVerificationTest {
  private static final int TRACES = 60;

  @TempDir private Path data;
  private SoundCapture capture;

  @BeforeEach
  void write() throws IOException {
    capture = SoundCapture.in(data, TRACES);
  }

  @Test
  void aCaptureAsItWasWrittenIsSound() throws IOException {
    Verification verification = verify();

    assertThat(verification.problems()).isEmpty();
    assertThat(verification.isSound()).isTrue();
    assertThat(verification.notes()).isEmpty();
    assertThat(verification.lines()).isEqualTo(capture.traces().size());
    assertThat(verification.bytes()).isEqualTo(Files.size(capture.file()));
  }

  @Test
  void namesTheLineOfWhateverBitIsFlipped() throws IOException {
    byte[] whole = aSmallCapture();
    Random random = new Random(11);
    for (int i = 0; i < 400; i++) {
      byte[] flipped = whole.clone();
      int at = random.nextInt(whole.length);
      flipped[at] ^= (byte) (1 << random.nextInt(8));
      capture.replace(flipped);

      assertThat(linesOf(verify())).as("byte %d", at).contains(lineOf(whole, at));
    }
  }

  @Test
  void namesOneOfTheTwoLinesWhoseLineFeedIsGone() throws IOException {
    byte[] whole = aSmallCapture();
    for (int at = 0; at < whole.length; at++) {
      if (whole[at] == '\n') {
        byte[] flipped = whole.clone();
        flipped[at] ^= 0x20;
        capture.replace(flipped);
        long line = lineOf(whole, at);

        assertThat(linesOf(verify())).containsAnyOf(line, line + 1);
      }
    }
  }

  @Test
  void refusesACaptureThatEndsEarlyWhereverThatIs() throws IOException {
    byte[] whole = aSmallCapture();
    Random random = new Random(12);
    for (int i = 0; i < 100; i++) {
      int length = random.nextInt(whole.length);
      capture.replace(Arrays.copyOf(whole, length));
      Verification verification = verify();

      assertThat(verification.isSound()).isFalse();
      if (length > 0 && whole[length - 1] != '\n') {
        assertThat(linesOf(verification)).contains(lineOf(whole, length - 1));
      }
    }
  }

  @Test
  void refusesALineThatIsGone() throws IOException {
    List<byte[]> lines = capture.lines();
    lines.remove(17);
    capture.replace(lines);

    assertThat(capture.problems())
        .anyMatch(
            word ->
                word.contains("capture.lines is %d, the capture has".formatted(lines.size() + 1)))
        .anyMatch(word -> word.contains("counts.traces"));
  }

  @Test
  void namesALineThatIsThereTwiceOrOutOfOrder() throws IOException {
    List<byte[]> lines = capture.lines();
    lines.add(30, lines.get(10));
    capture.replace(lines);

    assertThat(capture.problems())
        .anyMatch(word -> word.contains("json line 31: line is not in order"))
        .anyMatch(word -> word.contains("json line 31: trace ") && word.endsWith("has two lines"));
  }

  @Test
  void namesALineThatWasEditedAlsoWhereItsChecksumWas() throws IOException {
    List<byte[]> lines = capture.lines();
    Trace trace = capture.traces().get(4);
    String edited =
        new String(TraceJson.write(trace), UTF_8)
            .replaceFirst("\"durationMs\":[0-9.]+", "\"durationMs\":1.0");
    lines.set(4, CaptureLine.write(edited.getBytes(UTF_8)));
    capture.replace(lines);
    capture.resum();

    assertThat(capture.problems())
        .singleElement()
        .asString()
        .endsWith("json line 5: summary is not what its spans say");
  }

  @Test
  void holdsTheReasonsOfEarlierRulesAgainstThoseOfTheManifest() throws IOException {
    String now = "\"not an HTTP request\"";
    List<byte[]> lines = new ArrayList<>();
    for (Trace trace : capture.traces()) {
      String json = new String(TraceJson.write(trace), UTF_8);
      lines.add(CaptureLine.write(json.replace(now, "\"no request\"").getBytes(UTF_8)));
    }
    capture.replace(lines);
    capture.resum();
    assertThat(capture.problems()).singleElement().asString().contains(": replay is ");

    capture.edit(text -> text.replace(now, "\"no request\""));

    // The baseline names the lines that were there before.
    assertThat(capture.problems()).allMatch(problem -> problem.contains("baseline"));
  }

  @Test
  void noticesSpansThatWereEditedWithAllSumsButTheCounts() throws IOException {
    List<byte[]> lines = capture.lines();
    Trace trace = capture.traces().get(4);
    Trace other =
        new Trace(
            trace.traceId(),
            1,
            trace.outcome(),
            trace.spans().subList(0, trace.spans().size() - 1));
    lines.set(4, CaptureLine.write(other));
    capture.replace(lines);
    capture.resum();

    assertThat(capture.problems()).anyMatch(word -> word.contains("counts.spans"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"spans\": ([0-9])|\"spans\": 9$1|counts.spans",
        "\"sampled\": 0|\"sampled\": 1|counts.sampled is 1",
        "\"to\": \"2026-01-01T00:01:00Z\"|\"to\": \"2026-01-01T00:00:00.001Z\"|outside the manifest",
        "\"able\": ([0-9])|\"able\": 9$1|replay is",
        "\"file\": \"capture_001.json\"|\"file\": \"capture_002.json\"|capture.file must be",
        "\"id\": \"capture_001\"|\"id\": \"capture_042\"|capture.file must be",
        "spanline.capture/3|spanline.capture/4|capture.schema must be",
        "\"schema\": \"spanline.capture/3\",|\"x\": 1,|capture.schema must be",
        "\"file\": \"normal_baseline.yaml\",|\"x\": 1,|baseline.file is missing",
        "\"name\": \"normal\",|\"x\": 1,|baseline.name is missing",
        "normal_baseline.yaml|../../x|baseline.file must be 'normal_baseline.yaml', was '../../x'",
        "normal_baseline.yaml|a\\\\u0000b|baseline.file must be 'normal_baseline.yaml', was 'a?b'",
        "\"schema\": \"spanline.manifest/3\"|\"schema\": \"spanline.manifest/9\"|schema must be",
        "\"id\"|id|not a manifest"
      })
  void refusesAManifestThatWasEdited(String written, String other, String problem)
      throws IOException {
    capture.edit(text -> text.replaceFirst(written.replace(".", "\\."), other));

    assertThat(capture.problems()).anyMatch(word -> word.contains(problem));
  }

  @Test
  void aFileWithTheManifestOfAnotherIsRefused() throws IOException {
    Path other = capture.file().resolveSibling("capture_007.json");
    Files.copy(capture.file(), other);
    Files.copy(CaptureFolder.manifestOf(capture.file()), CaptureFolder.manifestOf(other));

    assertThat(CaptureVerification.verify(other).problems())
        .singleElement()
        .asString()
        .endsWith("id must be that of the file, was capture_001");
  }

  @Test
  void aLineWithoutAChecksumIsAProblem() throws IOException {
    List<byte[]> lines = capture.lines();
    lines.set(0, TraceJson.write(capture.traces().get(0)));
    lines.set(9, TraceJson.write(capture.traces().get(9)));
    capture.replace(lines);
    capture.resum();

    assertThat(linesOf(verify())).containsExactly(1L, 10L);
  }

  @Test
  void aCaptureWithoutAManifestIsNone() throws IOException {
    Files.delete(CaptureFolder.manifestOf(capture.file()));

    assertThat(capture.problems())
        .singleElement()
        .asString()
        .contains("capture_001.manifest.json: no manifest");
  }

  @Test
  void keepsTheFirstProblemsAndCountsAll() throws IOException {
    capture = SoundCapture.in(data, 300);
    List<byte[]> lines = capture.lines();
    lines.forEach(line -> line[3] ^= 1);
    capture.replace(lines);

    Verification verification = verify();

    assertThat(verification.problems()).hasSize(100);
    assertThat(verification.problemCount()).isGreaterThanOrEqualTo(lines.size());
  }

  /** The bytes of one that is verified again and again. */
  private byte[] aSmallCapture() throws IOException {
    capture = SoundCapture.in(data, 12);
    return Files.readAllBytes(capture.file());
  }

  private static List<Long> linesOf(Verification verification) {
    return verification.problems().stream()
        .map(Verification.Problem::line)
        .filter(Objects::nonNull)
        .toList();
  }

  private static long lineOf(byte[] whole, int at) {
    return 1 + IntStream.range(0, at).filter(i -> whole[i] == '\n').count();
  }

  private Verification verify() throws IOException {
    return CaptureVerification.verify(capture.file());
  }
}
