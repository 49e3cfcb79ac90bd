package io.spanline.experiments.experiment.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.spanline.captures.FileFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a journal tells, as far as it was written: whoever was killed may have cut its last line
 * short.
 *
 * @param events in their order, each a line of the journal
 */
public record ExperimentHistory(List<JsonNode> events) {
  public ExperimentHistory {
    events = List.copyOf(events);
  }

  /** Reads a journal; lines that are none are left out. */
  public static ExperimentHistory of(Path journal) throws IOException {
    String text = new String(Files.readAllBytes(journal), StandardCharsets.UTF_8);
    return new ExperimentHistory(
        text.lines()
            .map(ExperimentHistory::event)
            .filter(event -> event.path("event").isTextual())
            .toList());
  }

  private static JsonNode event(String line) {
    try {
      return FileFormat.JSON.readTree(line);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  /** The first event: when it began, and the plan's name. */
  public Optional<JsonNode> began() {
    return events.stream().filter(event -> is(event, "began")).findFirst();
  }

  /** How it ended: complete, interrupted, not_steady or broke_off; empty if it did not. */
  public Optional<String> how() {
    return events.stream()
        .filter(event -> is(event, "ended"))
        .map(event -> event.path("how").asText())
        .reduce((first, last) -> last);
  }

  /** That the fault was put on, unless it was taken off again. */
  public Optional<JsonNode> leftOn() {
    JsonNode on = null;
    for (JsonNode event : events) {
      on = is(event, "fault_on") ? event : is(event, "fault_off") ? null : on;
    }
    return Optional.ofNullable(on);
  }

  private static boolean is(JsonNode event, String name) {
    return event.path("event").asText().equals(name);
  }
}
