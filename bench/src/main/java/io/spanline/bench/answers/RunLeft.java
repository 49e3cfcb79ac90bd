package io.spanline.bench.answers;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run of an experiment left.
 *
 * @param outcome of its verdict, or {@code not_steady}, or {@code exit N} of one without a verdict
 * @param verdict a missing node if there is none
 * @param folder of the experiment
 * @param took the whole command
 * @param output what it printed
 */
public record RunLeft(String outcome, JsonNode verdict, Path folder, Duration took, String output) {
  /** The reasons of its verdict, and where it is; without one what it printed. */
  public List<String> why() {
    if (verdict.isMissingNode()) {
      return output.lines().toList();
    }
    List<String> why = new ArrayList<>();
    verdict.path("reasons").forEach(reason -> why.add(reason.asText()));
    why.add(folder.toString());
    return why;
  }
}
