package io.spanline.capture.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanline.capture.order.ExistingBaseline;
import io.spanline.captures.CaptureId;
import io.spanline.captures.folder.Draft;
import io.spanline.captures.folder.NumberedFolder;
import io.spanline.captures.manifest.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaptureStoreTest {
  @TempDir private Path data;

  @ParameterizedTest
  @ValueSource(strings = {"capture_001", "capture_002"})
  void doesNotGiveANumberAgainOnceItsCaptureWasDeleted(String deleted) throws IOException {
    try (CaptureStore store = CaptureStore.open(data)) {
      assertThat(publish(store, "a").id()).hasToString("capture_001");
      assertThat(publish(store, "b").id()).hasToString("capture_002");
      Files.delete(data.resolve("captures/" + deleted + ".json"));
      Files.delete(data.resolve("captures/" + deleted + ".manifest.json"));
    }

    try (CaptureStore store = CaptureStore.open(data)) {
      assertThat(publish(store, "c").id()).isEqualTo(new CaptureId(3));
    }
  }

  @Test
  void refusesToGiveANumberThatNoNameHasRoomFor() throws IOException {
    try (CaptureStore store = CaptureStore.open(data)) {
      Files.writeString(data.resolve("captures/.highest"), "capture_999999998");
      assertThat(publish(store, "a").id()).hasToString("capture_999999999");

      assertThatThrownBy(() -> publish(store, "b"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("no number is left")
          .hasMessageContaining("set SPANLINE_DATA_DIR");
      assertThat(NumberedFolder.fileNames(data.resolve("captures")))
          .containsExactly(
              ".highest", ".lock", "capture_999999999.json", "capture_999999999.manifest.json");
    }
  }

  @Test
  void goesByTheCapturesWhereTheHighestNumberIsNotReadable() throws IOException {
    try (CaptureStore store = CaptureStore.open(data)) {
      publish(store, "a");
      Files.writeString(data.resolve("captures/.highest"), "many");

      assertThat(publish(store, "b").id()).isEqualTo(new CaptureId(2));
      assertThat(data.resolve("captures/.highest")).hasContent("capture_002");
    }
  }

  @Test
  void refusesToWriteIntoAFolderThatWasReplaced() throws IOException {
    try (CaptureStore store = CaptureStore.open(data)) {
      Files.move(data.resolve("captures"), data.resolve("moved"));
      assertThatThrownBy(() -> publish(store, "a")).hasMessageContaining("deleted or replaced");

      try (CaptureStore other = CaptureStore.open(data)) {
        assertThatThrownBy(() -> publish(store, "a")).hasMessageContaining("deleted or replaced");
        assertThat(publish(other, "a").id()).isEqualTo(new CaptureId(1));
      }
    }
  }

  @Test
  void writesThroughALinkToAFolder() throws IOException {
    Path elsewhere = Files.createDirectories(data.resolve("elsewhere/captures"));
    Files.createSymbolicLink(data.resolve("captures"), elsewhere);

    try (CaptureStore store = CaptureStore.open(data)) {
      publish(store, "a");
    }

    assertThat(elsewhere.resolve("capture_001.manifest.json")).isRegularFile();
  }

  @Test
  void stepsOverAFileThatAStrangerPutThere() throws IOException {
    Path stranger = data.resolve("captures/capture_001.json");
    CommitStep.Watch watch =
        step -> {
          if (step == CommitStep.LINK_CAPTURE && !Files.exists(stranger)) {
            Files.writeString(stranger, "mine");
          }
        };
    try (CaptureStore store = CaptureStore.open(data, watch)) {
      assertThat(publish(store, "a").id()).isEqualTo(new CaptureId(2));
    }

    assertThat(stranger).hasContent("mine");
  }

  @Test
  void refusesASecondWriterByName() throws IOException {
    try (CaptureStore store = CaptureStore.open(data)) {
      assertThat(store.isWritable()).isTrue();
      assertThatThrownBy(() -> CaptureStore.open(data))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("process " + ProcessHandle.current().pid())
          .hasMessageContaining("SPANLINE_DATA_DIR");
    }

    CaptureStore.open(data).close();
  }

  @Test
  void leavesAnUnreadableManifestAndItsCaptureAlone() throws IOException {
    try (CaptureStore store = CaptureStore.open(data)) {
      publish(store, "a");
    }
    Files.writeString(data.resolve("captures/capture_001.manifest.json"), "{");

    try (CaptureStore store = CaptureStore.open(data)) {
      assertThat(store.manifests(store.ids())).isEmpty();
      assertThat(data.resolve("captures/capture_001.json")).exists();
      assertThatThrownBy(() -> store.manifest(new CaptureId(1)))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(publish(store, "b").id()).isEqualTo(new CaptureId(2));
    }
  }

  private static Manifest publish(CaptureStore store, String baseline) throws IOException {
    try (Draft draft = store.draft()) {
      draft.write(new byte[] {'{', '}'});
      return store.publish(draft, FixedContents.named(baseline), ExistingBaseline.KEEP).manifest();
    }
  }
}
