package io.spanline.experiments.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanline.captures.FileFormat;
import io.spanline.experiments.experiment.file.ExperimentJournal;
import io.spanline.experiments.experiment.plan.ExperimentFile;
import io.spanline.experiments.replay.ReplayPlan;
import io.spanline.experiments.replay.run.Stop;
import io.spanline.experiments.replay.send.Sender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With rounds of 150 requests, against a baseline of 5 ms. */
class SteadyCheckIT {
  private static final int ROUND = 150;
  private static final Duration SLOW = Duration.ofMillis(200);

  @TempDir private Path folder;
  private final HeardSteps heard = new HeardSteps();

  @Test
  void whatIsSlowInEachLookIsNotSteady() throws Exception {
    try (TimedService service = new TimedService(n -> SLOW)) {
      Optional<String> why = whyNot(service);

      assertThat(why.orElse(""))
          .contains("service-a's p95 went from 5 to 2", "in the last of 3 looks at 150 requests")
          .contains("against baseline normal", "spanline snapshot", "steady_state in the file");
      assertThat(service.paths()).hasSize(3 * ROUND);
      assertThat(events()).extracting(line -> line.path("steady").asBoolean()).containsOnly(false);
      JsonNode figure = events().get(2).at("/services/0/figures/1");
      assertThat(figure.path("name").asText()).isEqualTo("p95_ms");
      assertThat(figure.path("word").asText()).isEqualTo("worse");
      assertThat(figure.path("before").asDouble()).isBetween(5.0, 5.1);
      assertThat(figure.path("after").asDouble()).isGreaterThan(200);
    }
  }

  /** As a JVM that has just started. */
  @Test
  void whatBecomesFasterIsLookedAtAgain() throws Exception {
    try (TimedService service = new TimedService(n -> n < ROUND ? SLOW : Duration.ZERO)) {
      Optional<String> why = whyNot(service);

      assertThat(why).isEmpty();
      assertThat(events())
          .extracting(line -> line.path("steady").asBoolean())
          .containsExactly(false, true);
      assertThat(heard.words()).last().isEqualTo("not shown to be worse than baseline normal");
    }
  }

  private Optional<String> whyNot(TimedService service) throws Exception {
    ExperimentOrder order =
        service.order(
            ExperimentFile.read(Files.writeString(folder.resolve("calm.yaml"), "faults: []")),
            ROUND,
            new MadeUpBaseline()
                .with("GET /x", 300, 0, Duration.ofMillis(5))
                .in(folder.resolve("data")),
            null);
    try (ExperimentJournal journal = new ExperimentJournal(folder.resolve("journal.json"));
        Sender sender = new Sender(TimedService.SENDING)) {
      ReplayPlan round = ((Load.Sent) order.load()).round();
      new SteadyCheck(round, heard, new Stop(), journal, sender)
          .mustBeAs(Objects.requireNonNull(order.usual()));
      return Optional.empty();
    } catch (NotSteadyException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private List<JsonNode> events() throws IOException {
    List<JsonNode> events = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("journal.json"))) {
      events.add(FileFormat.JSON.readTree(line));
    }
    return events;
  }
}
