package io.spanline.experiments.experiment.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanline.captures.DamagedFileException;
import io.spanline.experiments.experiment.plan.TrafficSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentFilesTest {
  @TempDir private Path data;
  private ExperimentFiles files;

  @BeforeEach
  void writeSome() throws IOException {
    files = new ExperimentFiles(new ExperimentFolder(data).create());
    Files.writeString(files.file(ExperimentFiles.RECORD), "{}");
    Files.createDirectory(files.file(ExperimentFiles.SOURCE));
    Files.writeString(files.file("source/capture_001.json"), "a");
    files.writeSums();
  }

  @Test
  void soundFilesHaveTheirSums() throws IOException {
    assertThatCode(files::verifySums).doesNotThrowAnyException();
    assertThat(Files.readString(files.file(ExperimentFiles.SUMS)))
        .contains("  experiment.json\n", "  source/capture_001.json\n")
        .doesNotContain(ExperimentFiles.SUMS);
  }

  @Test
  void aFileThatChangedIsNamed() throws IOException {
    Files.writeString(files.file("source/capture_001.json"), "b");

    assertThatThrownBy(files::verifySums)
        .isInstanceOf(DamagedFileException.class)
        .hasMessageContaining("capture_001.json")
        .hasMessageContaining("is not as it was written");
  }

  @Test
  void aFileThatCameOrWentIsNamed() throws IOException {
    Path more = Files.writeString(files.file("more.json"), "{}");
    assertThatThrownBy(files::verifySums).hasMessageContaining("more.json: has no sum");

    Files.delete(more);
    Files.delete(files.file(ExperimentFiles.RECORD));
    assertThatThrownBy(files::verifySums).hasMessageContaining("experiment.json is missing");
  }

  @Test
  void aRecordThatLacksWhatItNeedsIsDamaged() {
    assertThatThrownBy(files::record).isInstanceOf(DamagedFileException.class);
  }

  /** As versions wrote it that knew of no other traffic. */
  @Test
  void aRecordThatSaysNothingOfItsTrafficIsAReplay() throws IOException {
    String written =
        """
        {"schema":"spanline.experiment/1","name":"slow-b","began":"2026-11-30T00:00:00Z",
         "capture":{"file":"capture_001.json","sha256":"0"},"cases":150,"rate":50.0,"blocks":4,
         "limits":{"max_ratio":1.2,"max_delta_ms":10,"max_points":2},"roots":["service-a"],
         "trace_id_prefix":"0000000000000002","rounds":[],"recoveries":[],
         "traces":{"file":"capture_002.json","sha256":"1"}}
        """;
    Files.writeString(files.file(ExperimentFiles.RECORD), written);

    ExperimentRecord record = files.record();

    assertThat(record.traffic()).isEqualTo(TrafficSource.REPLAY);
    assertThat(record.cases()).isEqualTo(150);

    Files.writeString(
        files.file(ExperimentFiles.RECORD), written.replace("\"capture\"", "\"source\""));
    assertThatThrownBy(files::record).hasMessageContaining("capture");
  }

  @Test
  void numbersGoOnAndAreFoundByName() throws IOException {
    ExperimentFolder folder = new ExperimentFolder(data);

    Path second = folder.create();

    assertThat(second).hasFileName("experiment_002");
    assertThat(folder.list()).hasSize(2);
    assertThat(folder.find("experiment_002")).isEqualTo(second);
    assertThatThrownBy(() -> folder.find("experiment_007"))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("experiment_001 to experiment_002");
  }

  @Test
  void aJournalIsOpenUntilItIsClosed() throws IOException {
    Path file = files.file(ExperimentFiles.JOURNAL);
    try (ExperimentJournal journal = new ExperimentJournal(file)) {
      journal.write("began", Map.of("name", "x"));

      assertThat(ExperimentJournal.isOpen(file)).isTrue();
      assertThat(Files.readString(file)).contains("\"event\":\"began\",\"name\":\"x\"");
    }
    assertThat(ExperimentJournal.isOpen(file)).isFalse();
  }
}
