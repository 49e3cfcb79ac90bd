package io.spanline.endtoend.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spanline.captures.BaselineName;
import io.spanline.captures.baseline.Baseline;
import io.spanline.captures.baseline.BaselineComputation;
import io.spanline.captures.baseline.BaselineYaml;
import io.spanline.captures.line.CaptureReader;
import io.spanline.harness.process.LinkedClone.Ran;
import io.spanline.model.Trace;
import io.spanline.model.TraceId;
import io.spanline.settings.Port;
import io.spanline.traffic.Mix;
import io.spanline.traffic.Traffic;
import io.spanline.traffic.TrafficPlan;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The demo's capture sent again, on its stack, with the bodies that the capture lacks. */
@Tag("stack")
class ReplayIT {
  private static final int REQUESTS = 300;
  private static final ObjectMapper JSON = new ObjectMapper();

  private static DemoStack stack;
  private static JsonNode replay;
  private static JsonNode snapshot;

  @BeforeAll
  static void replayTheDemosCapture() throws IOException {
    stack = DemoStack.get();
    JsonNode json = replay("capture_001", "whole");
    replay = json.path("replay");
    snapshot = json.path("snapshot");
  }

  @Test
  void eachOfItsRequestsIsSentAndFoundAsTheTraceThatItBecame() throws IOException {
    assertThat(replay.at("/counts/sent").asInt()).as(replay.toString()).isEqualTo(REQUESTS);
    assertThat(replay.at("/pairs/found").asInt()).as(replay.toString()).isEqualTo(REQUESTS);
    assertThat(replay.path("not_replayable")).isEmpty();

    Set<String> sent = new HashSet<>();
    Set<String> originals = new HashSet<>();
    Path lines = stack.file("data/replays/%s.json".formatted(replay.path("id").asText()));
    for (String line : Files.readAllLines(lines)) {
      sent.add(JSON.readTree(line).path("traceId").asText());
      originals.add(JSON.readTree(line).path("original").asText());
    }
    assertThat(originals).isEqualTo(traceIds(stack.file("data/captures/capture_001.json")));
    assertThat(sent).isEqualTo(traceIds(stack.file(snapshot.path("capture").asText())));
  }

  @Test
  void whatItMakesOfServicesOperationsAndEdgesIsWhatTheCaptureHolds() throws IOException {
    JsonNode captured = counts(stack.file("data/captures/capture_001.json"));

    assertThat(counts(stack.file(snapshot.path("capture").asText()))).isEqualTo(captured);
    assertThat(captured.at("/services/service-c/requests").asInt()).isEqualTo(177);
    assertThat(captured.at("/edges/service-b->service-c/errors").asInt()).isPositive();
  }

  /** On a shop that is warm, unlike that of the demo's capture. */
  @Tag("thorough")
  @Test
  void aHealthyReplayIsNotWorse() throws Exception {
    for (int round = 0; round < 4; round++) {
      new Traffic(URI.create(stack.url(Port.SERVICE_A)))
          .run(new TrafficPlan(REQUESTS, 40, Mix.ALL_KINDS, round), request -> {});
    }
    Ran before = typed("./spanline snapshot --last-traces 300 --name before --json");
    replay(JSON.readTree(before.output()).path("capture").asText(), "after");

    Ran compared = typed("./spanline compare before after");

    assertThat(compared.exit()).as(compared.output()).isZero();
  }

  private static Ran typed(String command) {
    Ran ran = TypedInProcess.run(stack.linkedClone(), command);
    assertThat(ran.exit()).as(ran.output()).isIn(DocumentedCommands.goodExits(command));
    return ran;
  }

  private static JsonNode replay(String capture, String baseline) throws IOException {
    Ran ran =
        stack
            .linkedClone()
            .run(
                stack.environment(),
                "./spanline",
                "replay",
                capture,
                "--requests",
                "data/sample/requests.yaml",
                "--allow-side-effects",
                "--capture",
                baseline,
                "--json");
    assertThat(ran.exit())
        .as(ran.output())
        .isIn(DocumentedCommands.goodExits("./spanline replay "));
    return JSON.readTree(ran.output().lines().reduce((first, last) -> last).orElse(""));
  }

  @Test
  void theManifestsNameEachOther() {
    assertThat(replay.at("/capture/file").asText()).isEqualTo("capture_001.json");
    assertThat(snapshot.path("warnings").toString())
        .contains(replay.path("id").asText(), replay.path("trace_id_prefix").asText());
  }

  /** Everything of a capture's baseline that does not depend on how fast the machine is. */
  private static JsonNode counts(Path capture) throws IOException {
    Baseline baseline =
        BaselineComputation.of(List.of(capture)).compute(BaselineName.NORMAL, bytes -> {});
    JsonNode tree = BaselineYaml.tree(baseline);
    ObjectNode counts = JSON.createObjectNode();
    for (String part : List.of("services", "edges")) {
      ObjectNode rows = counts.putObject(part);
      tree.path(part).properties().forEach(row -> rows.set(row.getKey(), counts(row.getValue())));
    }
    return counts;
  }

  private static ObjectNode counts(JsonNode row) {
    ObjectNode counts = JSON.createObjectNode();
    for (String count : List.of("requests", "calls", "unanswered", "errors")) {
      if (row.has(count)) {
        counts.set(count, row.get(count));
      }
    }
    row.path("operations")
        .properties()
        .forEach(each -> counts.set(each.getKey(), counts(each.getValue())));
    return counts;
  }

  private static Set<String> traceIds(Path capture) throws IOException {
    List<TraceId> ids = new ArrayList<>();
    CaptureReader.read(capture, (Trace trace) -> ids.add(trace.traceId()));
    Set<String> texts = new HashSet<>();
    ids.forEach(id -> texts.add(id.hex()));
    return texts;
  }
}
