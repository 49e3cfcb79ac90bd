package io.spanline.captures.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.captures.FileFormat;
import io.spanline.captures.GoldenFiles;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client reads what the server wrote: answers with every field that they may have. */
class AnswersTest {
  @ParameterizedTest
  @ValueSource(
      classes = {
        SnapshotAnswer.class, JobAnswer.class, JobAnswer.Page.class,
        FileLists.Snapshots.class, FileLists.Captures.class, FileLists.Baselines.class
      })
  void noFieldIsLostWhenItIsReadAndWritten(Class<?> type) throws IOException {
    byte[] all = GoldenFiles.bytes("answers.json");
    String golden = FileFormat.JSON.readTree(all).path(type.getSimpleName()).toString();

    Object answer = FileFormat.JSON.readValue(golden, type);

    assertThat(FileFormat.JSON.writeValueAsString(answer)).isEqualTo(golden);
  }
}
