package io.spanline.cli.experiment;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.spanline.captures.FileFormat;
import io.spanline.experiments.experiment.file.ExperimentFiles;
import io.spanline.experiments.experiment.file.ExperimentHistory;
import io.spanline.experiments.experiment.file.ExperimentJournal;
import io.spanline.experiments.experiment.plan.ExperimentFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An experiment on a line. What cannot be read is null.
 *
 * @param experiment its folder's name
 * @param end the outcome or, without a verdict, why there is none: running, not steady,
 *     interrupted, broke off; unreadable if the files do not say
 * @param began ISO-8601
 * @param name of the plan
 * @param fault in words
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ExperimentSummary(
    String experiment,
    String end,
    @Nullable String began,
    @Nullable String name,
    @Nullable String fault) {
  private static final String INTERRUPTED = "interrupted";
  private static final String RUNNING = "running";

  /** Of a folder, whatever is in it. */
  static ExperimentSummary of(Path folder) {
    ExperimentFiles files = new ExperimentFiles(folder);
    ExperimentHistory history = history(files);
    Optional<JsonNode> began = history.began();
    return new ExperimentSummary(
        String.valueOf(folder.getFileName()),
        end(files, history),
        began.map(event -> event.path("at").textValue()).orElse(null),
        began.map(event -> event.path("name").textValue()).orElse(null),
        fault(files));
  }

  @JsonIgnore
  boolean isRunning() {
    return end.equals(RUNNING);
  }

  /** An instant in UTC as it is listed. */
  static String toTheSecond(String instant) {
    return instant.replaceFirst("(\\.\\d+)?Z$", "");
  }

  static ExperimentHistory history(ExperimentFiles files) {
    try {
      return ExperimentHistory.of(files.file(ExperimentFiles.JOURNAL));
    } catch (IOException e) {
      return new ExperimentHistory(List.of());
    }
  }

  /** The outcome, or that there is none: a process that was killed wrote no end. */
  private static String end(ExperimentFiles files, ExperimentHistory history) {
    Path journal = files.file(ExperimentFiles.JOURNAL);
    try {
      if (files.isComplete()) {
        return FileFormat.JSON
            .readTree(Files.readAllBytes(files.file(ExperimentFiles.VERDICT)))
            .path("outcome")
            .asText("unreadable");
      }
      if (Files.isRegularFile(journal) && ExperimentJournal.isOpen(journal)) {
        return RUNNING;
      }
      // One that says complete was killed before the sums were written.
      return history
          .how()
          .filter(how -> !how.equals("complete"))
          .orElse(INTERRUPTED)
          .replace('_', ' ');
    } catch (IOException e) {
      return "unreadable";
    }
  }

  private static @Nullable String fault(ExperimentFiles files) {
    Path plan = files.file(ExperimentFiles.PLAN);
    try {
      return Files.isRegularFile(plan) ? Plans.fault(ExperimentFile.read(plan)) : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
