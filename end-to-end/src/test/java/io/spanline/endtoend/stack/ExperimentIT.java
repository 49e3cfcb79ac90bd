package io.spanline.endtoend.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spanline.captures.PublishedSchema;
import io.spanline.harness.process.LinkedClone.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An experiment on the real stack: what it does, shows and leaves. */
@Tag("stack")
class ExperimentIT {
  private static final Set<Integer> GOOD_EXITS =
      DocumentedCommands.goodExits("./spanline experiment run ");
  private static final int INTERRUPTED = 130;
  private static final int NOT_STEADY = 12;
  private static final String FAULT = "fault: {type: latency, target: b-to-c, value_ms: 150}\n";
  private static final Duration LEASE_STARTS = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  private static DemoStack stack;
  private static Ran ran;
  private static JsonNode verdict;
  private static String name;

  @BeforeAll
  static void slowServiceC() throws IOException {
    stack = DemoStack.get();
    ran =
        typed(
            "experiment",
            "run",
            plan("slow-c.yaml", "fault: {type: latency, target: b-to-c, value_ms: 500}"),
            "--json",
            "--junit",
            stack.file("slow-c.xml").toString());
    JsonNode json = JSON.readTree(ran.output().lines().reduce((first, last) -> last).orElse(""));
    verdict = json.path("verdict");
    name = json.path("folder").asText();
  }

  @Test
  void theDelayIsProvedAndFelt() {
    assertThat(ran.exit()).as(ran.output()).isIn(GOOD_EXITS);
    assertThat(verdict.at("/proof/proved").asBoolean()).as(ran.output()).isTrue();
    assertThat(verdict.at("/proof/measured_ms").asDouble()).isBetween(450.0, 900.0);
    assertThat(verdict.at("/radius/target").toString()).contains("service-b->service-c");
    assertThat(verdict.at("/counts/missing").asInt()).isZero();
    assertThat(verdict.at("/decides/0/figure/name").asText()).isEqualTo("p95_ms");
    assertThat(verdict.at("/decides/0/figure/after").asDouble())
        .isGreaterThan(400 + verdict.at("/decides/0/figure/before").asDouble() / 2);
  }

  @Test
  void theVerdictIsComputedAgainFromItsFilesAlone() throws IOException {
    Path folder = stack.file("data/experiments/" + name);

    Ran again = typed("experiment", "recompute", name);

    assertThat(again.exit()).as(again.output()).isZero();
    assertThat(again.output()).contains("byte by byte");
    assertThat(JSON.readTree(folder.resolve("verdict.json").toFile())).isEqualTo(verdict);
    assertThat(typed("experiment", "show", name).output())
        .contains("service-b→service-c was slowed by 500 ms");
    assertThat(typed("experiment", "list").output())
        .containsPattern(
            name + " +" + verdict.path("outcome").asText() + " .* slow-c +latency=500 on b-to-c");
  }

  @Test
  void itsFilesAreWhatTheSchemasSay() throws IOException {
    Path folder = stack.file("data/experiments/" + name);
    PublishedSchema line =
        PublishedSchema.closed("journal-line.schema.json", "experiment.schema.json");

    assertThat(
            PublishedSchema.closed("experiment.schema.json")
                .errors(Files.readString(folder.resolve("experiment.json"))))
        .isEmpty();
    assertThat(
            PublishedSchema.closed("verdict.schema.json", "comparison.schema.json")
                .errors(Files.readString(folder.resolve("verdict.json"))))
        .isEmpty();
    assertThat(Files.readAllLines(folder.resolve("journal.json")))
        .hasSizeGreaterThan(8)
        .allSatisfy(json -> assertThat(line.errors(json)).as(json).isEmpty());
  }

  @Test
  void aPullRequestAndACiAreToldTheSame() throws IOException {
    String outcome = verdict.path("outcome").asText();

    assertThat(typed("experiment", "show", name, "--format", "markdown").output())
        .startsWith("**slow-c: %s.** service-b→service-c was".formatted(outcome))
        .contains("| service-a | p95 ms | ");
    assertThat(Files.readString(stack.file("slow-c.xml")))
        .contains("<testsuite name=\"slow-c.yaml\" ", "name=\"the fault acted\"/>");
  }

  @Test
  void aDamagedFileIsNamed() throws IOException {
    Path copy = stack.file("damaged");
    Files.createDirectory(copy);
    for (String file :
        Set.of("experiment.json", "requests.json", "verdict.json", "SHA256SUMS", "plan.yaml")) {
      Files.copy(stack.file("data/experiments/" + name).resolve(file), copy.resolve(file));
    }
    Files.writeString(copy.resolve("requests.json"), "{}\n");

    Ran refused = typed("experiment", "recompute", copy.toString());

    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.output()).contains("is not as it was written").doesNotContain("\tat ");
  }

  /** In a faulty round: the toxic is gone before the program is. */
  @Test
  void anInterruptionLeavesNoToxic() throws Exception {
    int before = experiments();
    Process running =
        stack
            .linkedClone()
            .start(
                stack.environment(),
                "./spanline",
                "experiment",
                "run",
                plan("stopped.yaml", FAULT + "steady_state: none"),
                "--junit",
                stack.file("stopped.xml").toString());
    await().atMost(LEASE_STARTS).until(() -> experiments() > before && isOn());

    running.toHandle().destroy();
    boolean ended = running.waitFor(30, TimeUnit.SECONDS);

    assertThat(ended).isTrue();
    assertThat(running.exitValue()).isIn(Set.of(INTERRUPTED, 143));
    assertThat(typed("toxics", "list").output()).contains("no toxic is on");
    assertThat(typed("experiment", "list").output()).contains("interrupted");
    assertThat(Files.readString(stack.file("stopped.xml")))
        .contains("<error message=\"interrupted; the fault is off\"/>");
  }

  /** By the operations that are replayed, all of which call service-b. */
  @Test
  void nothingIsInjectedIntoASystemThatIsWorseThanItsBaseline() throws IOException {
    typed("toxics", "add", "a-to-b", "latency=300", "--for", "2m");

    Ran refused =
        typed(
            "experiment", "run", plan("unsteady.yaml", FAULT + "steady_state: {baseline: normal}"));
    typed("toxics", "clear", "a-to-b");

    assertThat(refused.exit()).as(refused.output()).isEqualTo(NOT_STEADY);
    assertThat(refused.output())
        .containsPattern("not steady, so nothing was done: service-a's p\\d\\d went from")
        .contains("against baseline normal, in the last of 3 looks")
        .doesNotContain("round 1");
    assertThat(typed("experiment", "list").output()).contains("not steady");
  }

  @Test
  void nothingIsInjectedWhereSomethingActsAlready() throws IOException {
    typed("toxics", "add", "b-to-c", "down", "--for", "1m");

    Ran down = typed("experiment", "run", plan("down.yaml", FAULT));
    typed("toxics", "clear", "b-to-c");
    typed("toxics", "add", "b-to-c", "latency=5", "--for", "1m");
    Ran slow = typed("experiment", "run", plan("down.yaml", FAULT));
    typed("toxics", "clear", "b-to-c");

    assertThat(down.exit()).as(down.output()).isEqualTo(NOT_STEADY);
    assertThat(down.output()).contains("proxy b-to-c is down; ./spanline toxics list shows it");
    assertThat(slow.exit()).as(slow.output()).isEqualTo(NOT_STEADY);
    assertThat(slow.output()).contains("proxy b-to-c has toxics of somebody else");
  }

  @Test
  void aBaselineThatTheFileNamesMustBeThere() throws IOException {
    Ran refused =
        typed("experiment", "run", plan("week.yaml", FAULT + "steady_state: {baseline: week}"));

    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.output()).contains("no baseline 'week'", "has normal");
  }

  private static boolean isOn() {
    return typed("toxics", "list").output().contains("latency=150");
  }

  private static int experiments() {
    return (int) typed("experiment", "list").output().lines().count();
  }

  private static String plan(String file, String fault) throws IOException {
    Path plan = stack.file(file);
    Files.writeString(plan, "capture: capture_001\nrequests: 40\nrate: 10\n" + fault + "\n");
    return plan.toString();
  }

  private static Ran typed(String... words) {
    String[] command = new String[words.length + 1];
    command[0] = "./spanline";
    System.arraycopy(words, 0, command, 1, words.length);
    return stack.linkedClone().run(stack.environment(), command);
  }
}
