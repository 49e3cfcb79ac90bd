package io.spanline.capture.store;

import static io.spanline.capture.store.FailingStores.failingAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanline.capture.order.ExistingBaseline;
import io.spanline.captures.BaselineName;
import io.spanline.captures.CaptureId;
import io.spanline.captures.FileSums;
import io.spanline.captures.baseline.BaselineYaml;
import io.spanline.captures.folder.Draft;
import io.spanline.captures.manifest.Manifest;
import io.spanline.model.Traces;
import io.spanline.topic.TraceJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Every step of publishing, failed and killed at. */
class CommitTest {
  private static final FixedContents FIRST = FixedContents.named("normal");

  @TempDir private Path data;

  /** Not caught by anything, so that the files stay as a killed process leaves them. */
  private static final class Killed extends Error {
    Killed(CommitStep step) {
      super("killed before " + step);
    }
  }

  @BeforeEach
  void publishTheFirst() throws IOException {
    try (CaptureStore store = CaptureStore.open(data)) {
      publish(store, FIRST);
    }
  }

  @ParameterizedTest
  @EnumSource
  void onceKilledTheSnapshotIsThereWholeOrNotAtAll(CommitStep step) throws IOException {
    boolean committed = step.compareTo(CommitStep.NAME_MANIFEST) > 0;
    killAt(step);

    try (CaptureStore store = CaptureStore.open(data)) {
      assertThat(store.manifests(store.ids())).hasSize(committed ? 2 : 1);
      assertThat(store.capture(new CaptureId(2)).isPresent()).isEqualTo(committed);
      assertThat(baseline(store).created())
          .isEqualTo((committed ? FIRST.madeLater() : FIRST).created());
      assertNothingUnfinished();
      assertWhole(
          committed
              ? store.manifest(new CaptureId(2)).orElseThrow()
              : publish(store, FIRST.madeLater()),
          store);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = CommitStep.class,
      mode = Mode.EXCLUDE,
      names = {"SYNC_COMMIT", "NAME_BASELINE", "TELL_CALLER"})
  void aStepThatFailsBeforeTheCommitLeavesNoFile(CommitStep step) throws IOException {
    List<String> before = files();
    try (CaptureStore store = CaptureStore.open(data, failingAt(step, 1))) {
      assertThatThrownBy(() -> publish(store, FIRST.madeLater())).hasMessage("no space left");
    }

    assertThat(files()).isEqualTo(before);
  }

  @Test
  void aBaselineThatCannotBeNamedAtOnceIsTriedAgain() throws IOException {
    CommitStep.Watch watch = failingAt(CommitStep.NAME_BASELINE, 1);
    try (CaptureStore store = CaptureStore.open(data, watch)) {
      assertWhole(publish(store, FIRST.madeLater()), store);
      assertNothingUnfinished();
    }
  }

  @Test
  void aBaselineThatWasNotNamedIsFinishedBeforeTheNextSnapshot() throws IOException {
    CommitStep.Watch watch = failingAt(CommitStep.NAME_BASELINE, 3);
    try (CaptureStore store = CaptureStore.open(data, watch)) {
      assertThat(published(store, FIRST.madeLater()).warning()).isNotNull();

      publish(store, FixedContents.named("other"));

      assertWhole(store.manifest(new CaptureId(2)).orElseThrow(), store);
      assertNothingUnfinished();
    }
  }

  @Test
  void aBaselineThatStillCannotBeFinishedLeavesNothingOfTheNextSnapshot() throws IOException {
    Path blocked = data.resolve("baselines/other_baseline.yaml");
    FixedContents other = FixedContents.named("other");
    try (CaptureStore store = CaptureStore.open(data, makingAFolderOf(blocked))) {
      assertThat(published(store, other).warning()).contains("'other'");
      List<String> before = files();

      assertThatThrownBy(() -> publish(store, FIRST.madeLater()))
          .hasMessageStartingWith("baseline 'other' of capture_002 cannot be put in place");

      assertThat(files()).isEqualTo(before);
      Files.delete(blocked);
      assertWhole(publish(store, FIRST.madeLater()), store);
      assertWhole(store.manifest(new CaptureId(2)).orElseThrow(), store);
    }
  }

  @Test
  void aFolderInTheBaselinesPlaceIsNoticedBeforeTheCommit() throws IOException {
    Files.createDirectory(data.resolve("baselines/other_baseline.yaml"));
    List<String> before = files();
    try (CaptureStore store = CaptureStore.open(data)) {
      assertThatThrownBy(() -> publish(store, FixedContents.named("other")))
          .hasMessageContaining("other_baseline.yaml is a folder");
    }

    assertThat(files()).isEqualTo(before);
  }

  /** Once the manifest has its name, so that the baseline's rename really fails. */
  private static CommitStep.Watch makingAFolderOf(Path file) {
    return step -> {
      if (step == CommitStep.NAME_BASELINE && !Files.exists(file)) {
        Files.createDirectory(file);
      }
    };
  }

  @Test
  void anUnfinishedBaselineDoesNotUndoALaterOne() throws IOException {
    killAt(CommitStep.NAME_BASELINE);
    Path unfinished = data.resolve("baselines/.normal_baseline.yaml.capture_002.part");
    byte[] second = Files.readAllBytes(unfinished);
    FixedContents third = FIRST.madeLater().madeLater();
    try (CaptureStore store = CaptureStore.open(data)) {
      publish(store, third);
    }
    Files.write(unfinished, second);

    try (CaptureStore store = CaptureStore.open(data)) {
      assertThat(baseline(store).created()).isEqualTo(third.created());
      assertNothingUnfinished();
    }
  }

  @Test
  void aCaptureWithoutManifestIsSetAsideAndItsNumberNotUsedAgain() throws IOException {
    killAt(CommitStep.WRITE_MANIFEST);

    try (CaptureStore store = CaptureStore.open(data)) {
      Manifest next = publish(store, FIRST.madeLater());

      assertThat(data.resolve("captures/strays/capture_002.json")).exists();
      assertThat(next.id()).isEqualTo(new CaptureId(3));
    }
  }

  @Test
  void aStrayIsNeverOverwritten() throws IOException {
    Path capture = data.resolve("captures/capture_005.json");
    for (String content : List.of("first", "second", "third")) {
      Files.writeString(capture, content);
      CaptureStore.open(data).close();
    }

    Path strays = data.resolve("captures/strays");
    assertThat(capture).doesNotExist();
    assertThat(strays.resolve("capture_005.json")).hasContent("first");
    assertThat(strays.resolve("capture_005.json.2")).hasContent("second");
    assertThat(strays.resolve("capture_005.json.3")).hasContent("third");
  }

  private void killAt(CommitStep killed) throws IOException {
    CommitStep.Watch watch =
        step -> {
          if (step == killed) {
            throw new Killed(step);
          }
        };
    try (CaptureStore store = CaptureStore.open(data, watch)) {
      Draft draft = draft(store);
      assertThatThrownBy(() -> store.publish(draft, FIRST.madeLater(), ExistingBaseline.REPLACE))
          .isInstanceOf(Killed.class);
    }
  }

  private static Manifest publish(CaptureStore store, FixedContents contents) throws IOException {
    Snapshot published = published(store, contents);
    assertThat(published.warning()).isNull();
    return published.manifest();
  }

  private static Snapshot published(CaptureStore store, FixedContents contents) throws IOException {
    try (Draft draft = draft(store)) {
      return store.publish(draft, contents, ExistingBaseline.REPLACE);
    }
  }

  private static Draft draft(CaptureStore store) throws IOException {
    Draft draft = store.draft();
    draft.write(TraceJson.write(Traces.aCallsBCallsC()));
    return draft;
  }

  private static io.spanline.captures.baseline.Baseline baseline(CaptureStore store)
      throws IOException {
    Path file = store.baseline(BaselineName.NORMAL).orElseThrow();
    return BaselineYaml.read(Files.readAllBytes(file));
  }

  private static void assertWhole(Manifest manifest, CaptureStore store) throws IOException {
    Path capture = store.capture(manifest.id()).orElseThrow();
    assertThat(FileSums.of(capture)).isEqualTo(manifest.capture().sha256());
    assertThat(Files.size(capture)).isEqualTo(manifest.capture().bytes());
    assertThat(Files.readAllLines(capture)).hasSize((int) manifest.capture().lines());
    Optional<Path> baseline = store.baseline(manifest.baseline().name());
    assertThat(FileSums.of(baseline.orElseThrow())).isEqualTo(manifest.baseline().sha256());
  }

  private void assertNothingUnfinished() throws IOException {
    assertThat(files()).noneMatch(file -> file.endsWith(".part"));
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      return files.map(file -> data.relativize(file).toString()).sorted().toList();
    }
  }
}
