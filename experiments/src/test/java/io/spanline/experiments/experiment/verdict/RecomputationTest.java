package io.spanline.experiments.experiment.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanline.captures.DamagedFileException;
import io.spanline.experiments.experiment.file.ExperimentFiles;
import io.spanline.experiments.experiment.file.ExperimentFolder;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecomputationTest {
  @TempDir private Path data;

  /** As capture-writer was lost at the end: what was asked and happened is there all the same. */
  @Test
  void aRecordWithoutTracesIsKeptAndSaysWhatItLacks() throws IOException {
    ExperimentFiles files = new ExperimentFiles(new ExperimentFolder(data).create());
    MadeUpExperiment made = new MadeUpExperiment(data).latency(200).recovered("3").made();

    files.write(made.withoutTraces().record());

    assertThat(files.record().rounds()).hasSize(8);
    assertThat(files.record().recoveries()).hasSize(2);
    assertThatThrownBy(() -> Recomputation.of(files))
        .isInstanceOf(DamagedFileException.class)
        .hasMessageContaining(
            "experiment.json: names no traces: the experiment did not run to its");
    assertThat(files.folder()).isDirectoryNotContaining("glob:**.new");
  }
}
