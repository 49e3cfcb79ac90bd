package io.spanline.captures.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.captures.FileSeal;
import io.spanline.captures.FileSums;
import io.spanline.captures.ReplayId;
import io.spanline.captures.folder.ManifestFile;
import io.spanline.captures.replay.ReplayLine;
import io.spanline.captures.replay.ReplayLineJson;
import io.spanline.captures.replay.ReplayManifest;
import io.spanline.captures.replay.ReplayManifestJson;
import io.spanline.captures.replay.ReplayTally;
import io.spanline.captures.replay.Replays;
import io.spanline.model.TraceId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayVerificationTest {
  private static final ReplayId ID = new ReplayId(1);
  private static final int LINES = 300;

  @TempDir private Path data;
  private Path replay;
  private List<ReplayLine> lines;

  @BeforeEach
  void aSoundReplay() throws IOException {
    replay = Files.createDirectory(data.resolve("replays")).resolve(ID.linesFile());
    lines = new ArrayList<>(IntStream.rangeClosed(1, LINES).mapToObj(Replays::paired).toList());
  }

  @Test
  void findsNothingInWhatWasWritten() throws IOException {
    write(text -> text);

    Verification found = verify();

    assertThat(found.problems()).isEmpty();
    assertThat(found.lines()).isEqualTo(LINES);
    assertThat(found.notes())
        .containsExactly("capture_001.json is no longer there to compare with");
  }

  /** Each figure that the lines give, one off, with the seal made anew. */
  @ParameterizedTest
  @CsvSource({
    "'\"sent\" : 297', counts.sent",
    "'\"late\" : 6', counts.late",
    "'\"dropped\" : 3', counts.dropped",
    "'\"redirects\" : 38', counts.redirects",
    "'\"timed out\" : 27', counts.errors.timed out",
    "'\"200\" : 232', counts.statuses.200",
    "'\"found\" : 285', pairs",
    "'\"count\" : 297', lateness.count",
    "'\"count\" : 270', response.count"
  })
  void findsAFigureThatTheLinesDoNotGive(String figure, String field) throws IOException {
    String plain = figure.replace(" : ", ": ");
    int number = Integer.parseInt(plain.replaceAll(".*: ", ""));
    write(
        text -> {
          assertThat(text).contains(plain);
          return text.replaceFirst(plain, plain.replace("" + number, "" + (number + 1)));
        });

    assertThat(verify().problems())
        .anySatisfy(
            problem -> {
              assertThat(problem.file().getFileName()).hasToString("replay_001.manifest.json");
              assertThat(problem.what()).startsWith(field + " is ").contains("the replay has");
            });
  }

  @Test
  void findsAPercentileThatTheLinesDoNotGive() throws IOException {
    write(text -> text.replaceFirst("\"p99_ms\": 20\\b", "\"p99_ms\": 21"));

    assertThat(verify().problems())
        .extracting(Verification.Problem::what)
        .containsExactly("lateness.p99_ms is 21.0, the replay has 20.0");
  }

  @Test
  void findsAManifestThatWasEdited() throws IOException {
    write(text -> text);
    Path manifest = data.resolve("replays").resolve(ID.manifestFile());
    Files.writeString(
        manifest, Files.readString(manifest).replace("\"repeat\": 1", "\"repeat\": 2"));

    assertThat(verify().problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.what()).contains("was changed after"));
  }

  @Test
  void findsALineOutOfOrder() throws IOException {
    lines.add(5, lines.remove(6));
    write(text -> text);

    assertThat(verify().problems().get(0).toString()).contains("line 7: line is not in order");
  }

  @Test
  void findsAnIdThatIsNotTheReplaysAndOneThatIsThereTwice() throws IOException {
    lines.set(1, withId(lines.get(1), new TraceId(7, 7)));
    lines.set(2, withId(lines.get(2), lines.get(0).traceId()));
    write(text -> text);

    assertThat(verify().problems()).extracting(Verification.Problem::line).containsExactly(2L, 3L);
  }

  @Test
  void findsALineThatIsNoneAndGoesOn() throws IOException {
    write(text -> text);
    List<String> texts = new ArrayList<>(Files.readAllLines(replay));
    texts.set(3, texts.get(3).replace("\"case\":4", "\"case\":\"4\""));
    texts.set(9, "{");
    Files.writeString(replay, String.join("\n", texts) + "\n");

    assertThat(verify().problems()).extracting(Verification.Problem::line).contains(4L, 10L);
  }

  @Test
  void saysOnceThatAFileIsOfAnotherKind() throws IOException {
    write(text -> text);
    SoundCapture capture = SoundCapture.in(data, 3);
    Path manifest = replay.resolveSibling(ID.manifestFile());

    assertThat(problems(ReplayVerification.verify(capture.file(), bytes -> {})))
        .isEqualTo(problems(ReplayVerification.verify(ManifestFile.of(capture.file()), b -> {})))
        .containsExactly("this is a capture; use capture verify");
    assertThat(problems(CaptureVerification.verify(replay)))
        .isEqualTo(problems(CaptureVerification.verify(manifest)))
        .containsExactly("this is a replay; use replay verify");
    assertThat(problems(ReplayVerification.verify(manifest, bytes -> {})))
        .containsExactly("this is a manifest; name the file of lines next to it");
  }

  private static List<String> problems(Verification found) {
    return found.problems().stream().map(Verification.Problem::what).toList();
  }

  @Test
  void notesACaptureThatIsAnotherFile() throws IOException {
    write(text -> text);
    Files.writeString(
        Files.createDirectory(data.resolve("captures")).resolve("capture_001.json"), "another");

    assertThat(verify().isSound()).isTrue();
    assertThat(verify().notes())
        .containsExactly("capture_001.json is another file than the one that was replayed");
  }

  private Verification verify() throws IOException {
    return ReplayVerification.verify(replay, bytes -> {});
  }

  private static ReplayLine withId(ReplayLine of, TraceId id) {
    return new ReplayLine(
        of.line(),
        of.repetition(),
        of.original(),
        id,
        of.spanId(),
        of.service(),
        of.operation(),
        of.moments(),
        of.status(),
        of.error(),
        of.bytes(),
        of.pair());
  }

  /** Writes lines and manifest, whose text may be another before it is sealed. */
  private void write(UnaryOperator<String> edit) throws IOException {
    ReplayTally tally = new ReplayTally();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (ReplayLine line : lines) {
      tally.add(line);
      bytes.write(ReplayLineJson.write(line));
      bytes.write('\n');
    }
    Files.write(replay, bytes.toByteArray());
    ReplayManifest manifest =
        Replays.manifest(
            ID,
            new ReplayManifest.Lines(
                ID.linesFile(),
                ReplayManifest.Lines.SCHEMA,
                FileSums.of(replay),
                bytes.size(),
                lines.size()),
            tally.pairs());
    String text = new String(ReplayManifestJson.write(manifest), StandardCharsets.UTF_8);
    String open = text.substring(0, text.lastIndexOf(",\n  \"sha256\""));
    Files.write(
        replay.resolveSibling(ID.manifestFile()), FileSeal.MANIFEST.close(edit.apply(open)));
  }
}
