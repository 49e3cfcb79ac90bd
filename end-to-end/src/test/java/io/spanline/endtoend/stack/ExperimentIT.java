package io.spanline.endtoend.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spanline.captures.PublishedSchema;
import io.spanline.endtoend.EndingExperiment;
import io.spanline.harness.process.LinkedClone.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
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
  private static final int KILLED = 137;
  private static final String FAULT = "fault: {type: latency, target: b-to-c, value_ms: 150}\n";
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
            plan(
                "slow-c.yaml",
                "steady_state: none\nfault: {type: latency, target: b-to-c, value_ms: 500}"),
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
        PublishedSchema.closed(
            "journal-line.schema.json", "experiment.schema.json", "comparison.schema.json");

    assertThat(
            PublishedSchema.closed("experiment.schema.json", "comparison.schema.json")
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
        .contains(outcome.equals("invalid") ? "were late" : "| service-a | p95 ms | ");
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

  /** What a test that failed has left must not fail the next. */
  @AfterEach
  void clear() {
    typed("toxics", "clear", "b-to-c", "--all");
  }

  /** The toxic is gone before the program is. */
  @Test
  void ctrlCInAFaultyRoundLeavesNoToxic() throws Exception {
    EndingExperiment experiment = inAFaultyRound();

    experiment.signal("INT");

    assertThat(experiment.exit()).as(experiment.output()).isEqualTo(INTERRUPTED);
    assertThat(experiment.output()).contains("the fault is off").doesNotContain("\tat ");
    assertThat(typed("toxics", "list").output()).contains("no toxic is on");
    assertThat(experiment.listed()).isEqualTo("interrupted");
    assertThat(experiment.junit()).contains("<error message=\"interrupted; the fault is off\"/>");
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
    assertThat(refused.output()).contains("no baseline 'week'", "normal");
  }

  /** {@code ExperimentEndsIT} waits for the end of its lease. */
  @Test
  void aKilledOneLeavesALeaseAndTheNextSaysWhatEndsIt() throws Exception {
    EndingExperiment experiment = inAFaultyRound();

    experiment.signal("KILL");

    assertThat(experiment.exit()).isEqualTo(KILLED);
    assertThat(experiment.listed()).isEqualTo("interrupted");
    assertThat(typed("toxics", "list").output())
        .containsPattern("b-to-c +latency=150 .* experiment +[6-9]\\d s");
    Ran next = typed("experiment", "run", plan("next.yaml", FAULT));
    assertThat(next.exit()).as(next.output()).isEqualTo(NOT_STEADY);
    assertThat(next.output()).contains("toxics clear b-to-c --all");
    assertThat(typed("toxics", "clear", "b-to-c", "--all").exit()).isZero();
    assertThat(typed("toxics", "list").output()).contains("no toxic is on");
  }

  private static EndingExperiment inAFaultyRound() throws IOException {
    EndingExperiment experiment =
        new EndingExperiment(stack.linkedClone(), stack.environment(), ":", "b-to-c");
    experiment.awaitPhase(EndingExperiment.Phase.FAULTY_ROUND);
    return experiment;
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
