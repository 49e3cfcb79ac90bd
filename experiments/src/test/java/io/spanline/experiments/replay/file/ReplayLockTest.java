package io.spanline.experiments.replay.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanline.captures.folder.FolderInUseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two replays into one folder. */
class ReplayLockTest {
  @TempDir private Path data;

  @Test
  void refusesASecondReplayByName() throws IOException {
    try (ReplayDraft draft = draft()) {
      assertThat(draft.strays()).isEmpty();
      assertThatThrownBy(() -> draft())
          .isInstanceOf(FolderInUseException.class)
          .hasMessage(
              "another replay is running (process %s); wait for it or stop it",
              ProcessHandle.current().pid());
    }

    draft().close();
  }

  /** A container's process has a number that is another one's here. */
  @ParameterizedTest
  @ValueSource(strings = {"1 1\n", "999999999 5\n", "4711\n", ""})
  void namesNoProcessOfAnotherContainer(String note) throws IOException {
    try (ReplayDraft draft = draft()) {
      Files.writeString(data.resolve("replays/.lock"), note);

      assertThatThrownBy(() -> draft())
          .hasMessage("another replay is running; wait for it or stop it");
      assertThat(draft.lines()).isZero();
    }
  }

  private ReplayDraft draft() throws IOException {
    return ReplayDraft.begin(data, "capture_001.json");
  }
}
