package io.spanline.endtoend.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spanline.harness.process.LinkedClone.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Experiments whose requests are of no capture. */
@Tag("stack")
class ExperimentTrafficIT {
  private static final int NOT_STEADY = 12;
  private static final ObjectMapper JSON = new ObjectMapper();

  private static DemoStack stack;

  @BeforeAll
  static void start() throws IOException {
    stack = DemoStack.get();
  }

  @Test
  void othersSend() throws Exception {
    String plan =
        plan(
            "own-load.yaml",
            "traffic: external\nround_seconds: 5\nblocks: 2\n"
                + "fault: {type: latency, target: b-to-c, value_ms: 300}\n");
    Process load =
        stack
            .linkedClone()
            .start(stack.environment(), "./spanline", "traffic", "--count", "4000", "--rate", "30");
    JsonNode json;
    try {
      json = judged(plan);
    } finally {
      load.destroy();
      load.waitFor();
    }

    JsonNode verdict = json.path("verdict");
    assertThat(verdict.at("/proof/measured_ms").asDouble()).isBetween(270.0, 600.0);
    assertThat(verdict.at("/decides/0/figure/after").asDouble())
        .isGreaterThan(200 + verdict.at("/decides/0/figure/before").asDouble() / 2);
    assertThat(verdict.at("/traces/counted").asInt()).isBetween(400, 700);
    assertThat(verdict.has("counts")).isFalse();
    assertThat(verdict.path("sentences").toString()).contains("Traffic was not Spanline's");
    Path folder = stack.file("data/experiments/" + json.path("folder").asText());
    assertThat(folder.resolve("requests.json")).doesNotExist();
    mustBeTheSameAgain(json);
  }

  @Test
  void nobodySends() throws IOException {
    Ran ran = typed("experiment", "run", plan("silent.yaml", "traffic: external\nfaults: []\n"));

    assertThat(ran.exit()).as(ran.output()).isEqualTo(NOT_STEADY);
    assertThat(ran.output()).contains("no trace arrived in the last 10 s; start your load first");
  }

  @Test
  void theShopIsAsked() throws IOException {
    JsonNode json =
        judged(
            plan(
                "shop.yaml",
                "traffic: shop\nsteady_state: none\nrequests: 80\nrate: 40\nblocks: 2\n"
                    + "fault: {type: latency, target: b-to-c, value_ms: 300}\n"));

    Path folder = stack.file("data/experiments/" + json.path("folder").asText());
    assertThat(folder.resolve("source")).doesNotExist();
    assertThat(json.at("/verdict/counts/planned").asInt()).isEqualTo(320);
    mustBeTheSameAgain(json);
  }

  /**
   * Two blocks prove the fault, but seldom that a figure got worse; and beside other tests requests
   * may be late.
   */
  private static JsonNode judged(String plan) throws IOException {
    Ran ran = typed("experiment", "run", plan, "--json");
    JsonNode json = JSON.readTree(ran.output().lines().reduce((first, last) -> last).orElse(""));
    assertThat(json.at("/verdict/outcome").asText())
        .as(ran.output())
        .isIn("fail", "inconclusive", "invalid");
    if (json.at("/verdict/outcome").asText().equals("invalid")) {
      assertThat(json.at("/verdict/reasons"))
          .allSatisfy(reason -> assertThat(reason.asText()).contains("were late"));
    }
    assertThat(json.at("/verdict/proof/proved").asBoolean()).as(ran.output()).isTrue();
    return json;
  }

  private static void mustBeTheSameAgain(JsonNode json) {
    Ran again = typed("experiment", "recompute", json.path("folder").asText());
    assertThat(again.exit()).as(again.output()).isZero();
    assertThat(again.output()).contains("byte by byte");
  }

  private static String plan(String file, String yaml) throws IOException {
    return Files.writeString(stack.file(file), yaml).toString();
  }

  private static Ran typed(String... words) {
    String[] command = new String[words.length + 1];
    command[0] = "./spanline";
    System.arraycopy(words, 0, command, 1, words.length);
    return stack.linkedClone().run(stack.environment(), command);
  }
}
