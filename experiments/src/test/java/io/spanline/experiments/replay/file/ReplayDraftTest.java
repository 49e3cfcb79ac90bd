package io.spanline.experiments.replay.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanline.captures.FileSums;
import io.spanline.captures.ReplayId;
import io.spanline.captures.replay.Pair;
import io.spanline.captures.replay.ReplayFolder;
import io.spanline.captures.replay.ReplayLine;
import io.spanline.captures.replay.ReplayLines;
import io.spanline.captures.replay.ReplayManifest;
import io.spanline.captures.replay.Replays;
import io.spanline.experiments.replay.pair.Pairs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

@Timeout(120)
class ReplayDraftTest {
  private static final int LINES = ReplayProgram.LINES;
  private static final Pairs PAIRS = line -> Replays.paired(line.line()).pair();

  @TempDir private Path data;

  @Test
  void publishesLinesInTheOrderOfTheirIntendedTimesWithTheirPairs() throws IOException {
    try (ReplayDraft draft = draft(PublishStep.Watch.NONE)) {
      addAnswered(draft);

      ReplayDraft.Published published = draft.publish(PAIRS, Replays::manifest);

      assertThat(published.warning()).isNull();
      assertThat(published.file()).isEqualTo(data.resolve("replays/replay_001.json"));
    }
    assertWhole(new ReplayId(1));
    assertThat(files())
        .containsExactly(
            "replays/.highest",
            "replays/.lock",
            "replays/replay_001.json",
            "replays/replay_001.manifest.json");
  }

  @Test
  void aReplayThatNobodyLookedForHasNoPairs() throws IOException {
    try (ReplayDraft draft = draft(PublishStep.Watch.NONE)) {
      addAnswered(draft);
      assertThat(draft.publish(null, Replays::manifest).manifest().unpaired()).isNotNull();
    }

    assertThat(lines(data.resolve("replays/replay_001.json")))
        .hasSize(LINES)
        .allMatch(line -> line.pair() == null);
  }

  @ParameterizedTest
  @EnumSource
  void onceKilledTheReplayIsThereWholeOrItsLinesAreSetAside(PublishStep step) throws Exception {
    Process killed = ReplayProgram.start(data, step.name());
    assertThat(ReplayProgram.exit(killed)).isEqualTo(137);

    boolean committed = step.compareTo(PublishStep.NAME_MANIFEST) > 0;
    try (ReplayDraft next = draft(PublishStep.Watch.NONE)) {
      assertThat(next.strays()).hasSize(committed ? 0 : 1);
      for (Path stray : next.strays()) {
        assertThat(stray.getParent()).isEqualTo(data.resolve("replays/strays"));
        // What was not flushed yet is gone with the process.
        assertThat(wholeLines(stray)).isGreaterThan(step == PublishStep.CLOSE_SENT ? 1_000 : 4_999);
      }
      assertThat(new ReplayFolder(data).files().ids()).hasSize(committed ? 1 : 0);
      if (committed) {
        assertWhole(new ReplayId(1));
      }
      addAnswered(next);
      assertWhole(next.publish(PAIRS, Replays::manifest).manifest().id());
    }
    assertThat(files()).noneMatch(file -> file.endsWith(".part"));
  }

  @Test
  void killedASecondAfterTheLastAnswerNoLineIsLost() throws Exception {
    Process sending = ReplayProgram.start(data, "WAIT");
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(wholeLines(part())).isEqualTo(LINES));

    ReplayProgram.exit(sending.destroyForcibly());

    try (ReplayDraft next = draft(PublishStep.Watch.NONE)) {
      assertThat(next.strays()).hasSize(1);
      assertThat(lines(next.strays().get(0))).hasSize(LINES);
      assertThat(next.strays().get(0).getFileName().toString())
          .matches("lines-of-capture_001-\\d{8}T\\d{6}Z\\.json");
    }
  }

  private Path part() throws IOException {
    return data.resolve(
        files().stream().filter(file -> file.contains("lines-of")).findFirst().orElse("none"));
  }

  private static long wholeLines(Path file) throws IOException {
    return Files.readString(file).chars().filter(each -> each == '\n').count();
  }

  @ParameterizedTest
  @EnumSource(
      value = PublishStep.class,
      mode = Mode.EXCLUDE,
      names = {"SYNC_COMMIT", "REMOVE_SENT", "TELL_CALLER"})
  void aStepThatFailsLeavesNothingButTheLinesAndSaysWhereTheyAre(PublishStep step)
      throws IOException {
    try (ReplayDraft draft =
        draft(
            at -> {
              if (at == step) {
                throw new IOException("no space left");
              }
            })) {
      addAnswered(draft);
      assertThatThrownBy(() -> draft.publish(PAIRS, Replays::manifest))
          .isInstanceOf(IOException.class)
          .hasMessageMatching(
              "the replay was not published: no space left; what was sent is in .*strays/"
                  + "lines-of-capture_001-[0-9TZ]+\\.json");
      assertThat(lines(stray())).hasSize(LINES);
    }

    assertThat(files()).noneMatch(file -> file.startsWith("replays/replay_"));
    assertThat(files()).noneMatch(file -> file.endsWith(".part"));
  }

  @Test
  void publishesNothingForAnotherThatTookTheFolderAndKeepsEveryLine() throws IOException {
    try (ReplayDraft draft = draft(PublishStep.Watch.NONE)) {
      addAnswered(draft);
      Files.move(data.resolve("replays/.lock"), data.resolve("replays/.lock.old"));

      assertThatThrownBy(() -> draft.publish(PAIRS, Replays::manifest))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("what was sent is in " + data.resolve("replays/strays"));
      assertThat(lines(stray())).hasSize(LINES);
    }
  }

  @Test
  void onADiskWithoutRoomItSaysHowManyLinesItKept() throws Exception {
    Process full = ReplayProgram.startWithRoomFor(data, 512);
    String said = new String(full.getInputStream().readAllBytes(), UTF_8);

    assertThat(ReplayProgram.exit(full)).isZero();
    Matcher words =
        Pattern.compile(
                "false the replay was not published: File too large; (\\d+) of (\\d+) lines are in"
                    + " (.*/strays/lines-of-capture_001-[0-9TZ]+\\.json)\\s*")
            .matcher(said);
    assertThat(words.matches()).as(said).isTrue();
    assertThat(wholeLines(Path.of(words.group(3)))).isEqualTo(Long.parseLong(words.group(1)));
    assertThat(Long.parseLong(words.group(1)))
        .isBetween(1_000L, Long.parseLong(words.group(2)) - 1);
  }

  @ParameterizedTest
  @EnumSource(
      value = PublishStep.class,
      names = {"SYNC_COMMIT", "REMOVE_SENT", "TELL_CALLER"})
  void aStepThatFailsAfterTheCommitIsAWarning(PublishStep step) throws IOException {
    try (ReplayDraft draft =
        draft(
            at -> {
              if (at == step) {
                throw new IOException("no space left");
              }
            })) {
      addAnswered(draft);
      assertThat(draft.publish(PAIRS, Replays::manifest).warning()).contains("no space left");
    }

    assertWhole(new ReplayId(1));
    draft(PublishStep.Watch.NONE).close();
    assertThat(files()).noneMatch(file -> file.contains("strays") || file.endsWith(".part"));
  }

  @Test
  void handsLinesToTheSystemWithinASecondOrTwo() throws IOException {
    try (ReplayDraft draft = draft(PublishStep.Watch.NONE)) {
      draft.add(Replays.line(1));

      Awaitility.await()
          .untilAsserted(
              () -> {
                assertThat(lines(part())).containsExactly(Replays.line(1));
              });
    }
  }

  @Test
  void setsAsideWhatWasNotPublished() throws IOException {
    ReplayDraft draft = draft(PublishStep.Watch.NONE);
    draft.add(Replays.line(1));

    draft.close();

    assertThat(lines(stray())).containsExactly(Replays.line(1));
  }

  @Test
  void leavesNothingOfAReplayThatSentNothing() throws IOException {
    draft(PublishStep.Watch.NONE).close();

    assertThat(files()).containsExactly("replays/.lock");
  }

  private Path stray() throws IOException {
    String stray =
        files().stream().filter(file -> file.contains("strays/")).findFirst().orElseThrow();
    return data.resolve(stray);
  }

  private ReplayDraft draft(PublishStep.Watch watch) throws IOException {
    return ReplayDraft.begin(data, "capture_001.json", watch);
  }

  private static void addAnswered(ReplayDraft draft) {
    ReplayProgram.answered(LINES).forEach(n -> draft.add(Replays.line(n)));
  }

  private void assertWhole(ReplayId id) throws IOException {
    Path file = data.resolve("replays").resolve(id.linesFile());
    ReplayManifest manifest = ReplayFolder.manifest(file);
    assertThat(FileSums.of(file)).isEqualTo(manifest.replay().sha256());
    assertThat(Files.size(file)).isEqualTo(manifest.replay().bytes());
    assertThat(lines(file))
        .isEqualTo(IntStream.rangeClosed(1, LINES).mapToObj(Replays::paired).toList());
    assertThat(manifest.pairs().found())
        .isEqualTo(lines(file).stream().filter(line -> line.pair() == Pair.FOUND).count());
  }

  private static List<ReplayLine> lines(Path file) throws IOException {
    List<ReplayLine> all = new ArrayList<>();
    try (ReplayLines lines = ReplayLines.of(file)) {
      for (ReplayLine line = lines.next(); line != null; line = lines.next()) {
        all.add(line);
      }
    }
    return all;
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> data.relativize(file).toString())
          .sorted()
          .toList();
    }
  }
}
