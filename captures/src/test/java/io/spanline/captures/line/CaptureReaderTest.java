package io.spanline.captures.line;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanline.captures.DamagedFileException;
import io.spanline.captures.FileSums;
import io.spanline.model.Spans;
import io.spanline.model.Trace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaptureReaderTest {
  @TempDir private Path folder;

  @Test
  void handsOverEveryTraceInTheOrderOfTheLines() throws IOException {
    List<Trace> traces = traces(5_000);
    AtomicLong progress = new AtomicLong();

    List<Trace> read = new ArrayList<>();
    Path capture = capture(traces.stream().map(CaptureLine::write).toList());
    CaptureReader.read(capture, read::add, progress::set);

    assertThat(read)
        .extracting(Trace::traceId)
        .isEqualTo(traces.stream().map(Trace::traceId).toList());
    assertThat(progress).hasValue(Files.size(capture));
  }

  @Test
  void readsALineThatIsLongerThanABlock() throws IOException {
    List<byte[]> lines = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      lines.add(
          CaptureLine.write(
              Spans.entry("a")
                  .inTrace("t" + i)
                  .startingAfter(Spans.ms(i))
                  .with("text", "x".repeat((3 - i) * 1_500_000))
                  .trace()));
    }

    List<Trace> read = new ArrayList<>();
    CaptureReader.read(capture(lines), read::add);

    assertThat(read).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "150", "299"})
  void namesTheLineThatWasChanged(int damaged) throws IOException {
    List<byte[]> lines = lines(300);
    byte[] line = lines.get(damaged);
    line[line.length / 2] ^= 1;

    assertDamaged(capture(lines), damaged + 1, "line does not match its checksum");
  }

  @Test
  void namesTheLineThatIsTorn() throws IOException {
    byte[] whole = Files.readAllBytes(capture(lines(20)));
    Path torn = folder.resolve("torn.json");
    Files.write(torn, Arrays.copyOf(whole, whole.length - 1));

    assertDamaged(torn, 20, "line is torn");
  }

  @Test
  void namesTheLineThatIsTooLongAndSumsUpWhatFollows() throws IOException {
    List<byte[]> lines = lines(5);
    lines.set(2, new byte[CaptureLine.MOST_BYTES + 1]);
    Path capture = capture(lines);

    assertDamaged(capture, 3, "line is longer than 16777216 bytes");
    try (CheckedLines checked = CheckedLines.of(capture)) {
      while (checked.next() != null) {
        continue;
      }
      assertThat(checked.sha256()).isEqualTo(FileSums.of(capture));
      assertThat(checked.bytes()).isEqualTo(Files.size(capture));
    }
  }

  @Test
  void namesTheLineThatIsNoTrace() throws IOException {
    List<byte[]> lines = lines(5);
    lines.set(2, "{\"traceId\":\"x\"}".getBytes(UTF_8));
    lines.set(3, new byte[0]);

    assertDamaged(capture(lines), 3, "not a trace");
  }

  @Test
  void namesTheLineThatIsNotInOrder() throws IOException {
    List<byte[]> lines = lines(5);
    lines.add(2, lines.remove(3));

    assertDamaged(capture(lines), 4, "line is not in order");
  }

  @Test
  void namesTheLineThatIsThereTwice() throws IOException {
    List<byte[]> lines = lines(5);
    lines.add(2, lines.get(1));

    assertDamaged(capture(lines), 3, "has a line already");
  }

  @Test
  void readsNotFarAheadWhereLinesAreEmpty() throws IOException {
    int megabyte = 1 << 20;
    byte[] lineFeeds = new byte[3 * megabyte];
    Arrays.fill(lineFeeds, (byte) '\n');
    Path capture = Files.write(folder.resolve("capture_001.json"), lineFeeds);

    try (CheckedLines checked = CheckedLines.of(capture)) {
      checked.next();

      assertThat(checked.bytes()).isLessThanOrEqualTo(megabyte);
    }
  }

  @Test
  void aFileOfNothingHasNoLines() throws IOException {
    List<Trace> read = new ArrayList<>();

    CaptureReader.read(capture(List.of()), read::add);

    assertThat(read).isEmpty();
  }

  private static void assertDamaged(Path capture, long line, String why) {
    assertThatThrownBy(() -> CaptureReader.read(capture, trace -> {}))
        .isInstanceOfSatisfying(
            DamagedFileException.class,
            e -> {
              assertThat(e.line()).isEqualTo(line);
              assertThat(e).hasMessageContainingAll(capture + " line " + line + ": ", why);
            });
  }

  private static List<byte[]> lines(int count) {
    return new ArrayList<>(traces(count).stream().map(CaptureLine::write).toList());
  }

  private static List<Trace> traces(int count) {
    List<Trace> traces = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      traces.add(Spans.entry("a").inTrace("t" + i).startingAfter(Spans.ms(i)).trace());
    }
    return traces;
  }

  private Path capture(List<byte[]> lines) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] line : lines) {
      bytes.write(line);
      bytes.write('\n');
    }
    return Files.write(folder.resolve("capture_001.json"), bytes.toByteArray());
  }
}
