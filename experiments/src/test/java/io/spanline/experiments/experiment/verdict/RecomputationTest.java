package io.spanline.experiments.experiment.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanline.captures.DamagedFileException;
import io.spanline.captures.manifest.CaptureFolder;
import io.spanline.captures.replay.ReplayLine;
import io.spanline.captures.replay.ReplayLineJson;
import io.spanline.experiments.experiment.file.ExperimentFiles;
import io.spanline.experiments.experiment.file.ExperimentFolder;
import io.spanline.experiments.experiment.file.ExperimentRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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

  /** Whoever edits one of the two has to edit the other. */
  @Test
  void whatWasAskedHasToBeWhatWasPlanned() throws IOException {
    MadeUpExperiment made =
        new MadeUpExperiment(data).fault("down").failing(each -> each.round().faulty()).made();
    String plan = "requests: 120\nblocks: 4\nfault: {type: down, target: b-to-c}\n";

    assertThat(Recomputation.of(folder(made, plan))).isEqualTo(made.verdict());
    assertRefused(made, plan.replace("b-to-c", "a-to-b"), "the fault");
    assertRefused(made, plan.replace("120", "119"), "the requests");
    assertRefused(made, plan + "rate: 60\n", "the rate");
    assertRefused(made, plan + "decides: [{figure: p50}]\n", "what decides");
    assertRefused(made, plan.replace("blocks: 4", "blocks: 5"), "the blocks");
  }

  private void assertRefused(MadeUpExperiment made, String plan, String what) {
    assertThatThrownBy(() -> Recomputation.of(folder(made, plan)))
        .isInstanceOf(DamagedFileException.class)
        .hasMessageEndingWith("has %s otherwise than plan.yaml".formatted(what));
  }

  private ExperimentFiles folder(MadeUpExperiment made, String plan) throws IOException {
    ExperimentFiles files = new ExperimentFiles(new ExperimentFolder(data).create());
    Path traces = made.capture();
    ExperimentRecord.Source source =
        new ExperimentRecord.Source(
            String.valueOf(traces.getFileName()),
            CaptureFolder.manifest(traces).capture().sha256());
    Path unused = files.link(traces);
    Path again = files.linkSource(traces);
    Files.writeString(files.file(ExperimentFiles.PLAN), plan);
    StringBuilder requests = new StringBuilder();
    for (ReplayLine line : made.requests()) {
      requests.append(new String(ReplayLineJson.write(line), StandardCharsets.UTF_8)).append('\n');
    }
    Files.writeString(files.file(ExperimentFiles.REQUESTS), requests);
    files.write(made.record(source));
    return files;
  }
}
