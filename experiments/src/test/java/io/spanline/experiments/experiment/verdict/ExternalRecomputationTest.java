package io.spanline.experiments.experiment.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanline.captures.DamagedFileException;
import io.spanline.captures.manifest.CaptureFolder;
import io.spanline.experiments.experiment.file.ExperimentFiles;
import io.spanline.experiments.experiment.file.ExperimentFolder;
import io.spanline.experiments.experiment.file.ExperimentRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder without requests, and without a capture that they are from. */
class ExternalRecomputationTest {
  private static final String PLAN = "{faults: [], traffic: external, round_seconds: 5}";

  @TempDir private Path data;

  @Test
  void needsNoRequests() throws IOException {
    MadeUpExperiment made = new MadeUpExperiment(data).external().made();

    assertThat(Recomputation.of(folder(made, PLAN))).isEqualTo(made.verdict());
  }

  @Test
  void hasToBeWhatWasPlanned() throws IOException {
    MadeUpExperiment made = new MadeUpExperiment(data).external().made();

    assertThatThrownBy(() -> Recomputation.of(folder(made, "faults: []")))
        .isInstanceOf(DamagedFileException.class)
        .hasMessageEndingWith("has the traffic otherwise than plan.yaml");
    assertThatThrownBy(() -> Recomputation.of(folder(made, PLAN.replace("5", "6"))))
        .hasMessageEndingWith("has the length of a round otherwise than plan.yaml");
  }

  private ExperimentFiles folder(MadeUpExperiment made, String plan) throws IOException {
    ExperimentFiles files = new ExperimentFiles(new ExperimentFolder(data).create());
    Path traces = files.link(made.capture());
    Files.writeString(files.file(ExperimentFiles.PLAN), plan);
    files.write(made.record(source(traces)));
    return files;
  }

  private static ExperimentRecord.Source source(Path traces) throws IOException {
    return new ExperimentRecord.Source(
        String.valueOf(traces.getFileName()), CaptureFolder.manifest(traces).capture().sha256());
  }
}
