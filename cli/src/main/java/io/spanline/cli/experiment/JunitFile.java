package io.spanline.cli.experiment;

import io.spanline.captures.folder.Durably;
import io.spanline.cli.view.Inconclusive;
import io.spanline.cli.view.VerdictJunit;
import io.spanline.experiments.experiment.verdict.Verdict;
import io.spanline.terminal.Complaint;
import io.spanline.terminal.FileErrors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Test results of an experiment, for CI servers. The file is whole at any time: until the
 * experiment ends it says that it did not.
 *
 * @param name of the suite
 * @param as what an inconclusive verdict is taken for; null for a failure
 */
record JunitFile(Path file, String name, @Nullable Inconclusive as) {
  /**
   * Writes that it did not end, which also a killed program then has said.
   *
   * @throws Complaint if nothing can be written there
   */
  void begin() {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw Complaint.refused("--junit takes a file, and %s is none".formatted(file));
    }
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      none("it has not ended: it still runs, or its program was killed");
    } catch (IOException e) {
      throw Complaint.refused("nothing can be written by --junit: " + FileErrors.words(e));
    }
  }

  /** Writes why there is no verdict. */
  void none(String why) throws IOException {
    write(VerdictJunit.ofNone(name, why));
  }

  void write(Verdict verdict) throws IOException {
    write(VerdictJunit.of(name, verdict, as));
  }

  private void write(List<String> lines) throws IOException {
    Durably.replace(file, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
