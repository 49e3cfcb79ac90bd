package io.spanline.endtoend.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanline.captures.baseline.YamlTree;
import io.spanline.endtoend.RealStack;
import io.spanline.harness.process.LinkedClone;
import io.spanline.harness.process.LinkedClone.Ran;
import io.spanline.settings.Catalogue;
import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import io.spanline.stack.plan.Ports;
import io.spanline.terminal.Complaint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/** The workflow of docs/experiments.md: each command as a CI runs it, without a terminal. */
@Tag("stack")
class WorkflowIT {
  private static final Pattern EXAMPLE =
      Pattern.compile("(?s)## In a CI\n.*?```yaml\n(jobs:\n.*?)```");
  private static final int MOST_LINES = 15;

  @TempDir private static Path folder;
  private static final Map<String, String> ENVIRONMENT = new HashMap<>();
  private static @Nullable LinkedClone clone;
  private static final Map<String, Ran> STEPS = new LinkedHashMap<>();
  private static String workflow;
  private static Path summary;
  private static Path junit;
  private static String experiment = "";

  @BeforeAll
  static void runTheJob() throws IOException {
    RealStack.requireTools();
    clone = LinkedClone.in(folder, RealStack.root());
    summary = clone.root().resolve("summary.md");
    junit = clone.root().resolve("out.xml");
    ENVIRONMENT.putAll(environment());
    workflow = example(clone.root());
    JsonNode steps =
        YamlTree.read(workflow.getBytes(StandardCharsets.UTF_8)).at("/jobs/experiment/steps");
    for (JsonNode step : steps) {
      String command = step.path("run").asText();
      if (!command.isEmpty()) {
        STEPS.put(command, clone.run(ENVIRONMENT, "bash", "-e", "-o", "pipefail", "-c", command));
        experiment = command.contains("experiment run") ? command : experiment;
      }
    }
  }

  private static Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    Settings settings = Ports.free(Settings.ofThisProcess());
    for (Port port : Port.values()) {
      environment.put(port.setting().name(), settings.text(port.setting()));
    }
    environment.put(Catalogue.TRACE_GAP.name(), "PT3S");
    environment.put("GITHUB_STEP_SUMMARY", summary.toString());
    return environment;
  }

  private static String example(Path root) throws IOException {
    Matcher found = EXAMPLE.matcher(Files.readString(root.resolve("docs/experiments.md")));
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  /** Also where a step before that of the workflow ended the test. */
  @AfterAll
  static void stop() {
    if (clone != null) {
      clone.run(ENVIRONMENT, "./spanline", "down");
    }
  }

  @Test
  void itIsShortAndEveryStepEndsWell() {
    assertThat(workflow.lines().count()).isLessThanOrEqualTo(MOST_LINES);
    assertThat(STEPS).hasSize(5);
    STEPS.forEach(
        (command, ran) ->
            assertThat(ran.exit())
                .as(command + "\n" + ran.output())
                .isIn(DocumentedCommands.goodExits(command)));
  }

  /** A machine that runs all tests at once may be slower than when the baseline was made. */
  private static boolean isUnsteady() {
    return STEPS.get(experiment).exit() == Complaint.NOT_STEADY;
  }

  @Test
  void whatIsPastedIsTheVerdictAlone() throws IOException {
    String page = Files.readString(summary);
    if (isUnsteady()) {
      assertThat(page).isEmpty();
      return;
    }

    assertThat(page)
        .startsWith("**bears-20-ms: ")
        .endsWith("To compute it again: `./spanline experiment recompute experiment_001`\n")
        .doesNotContain("\u001b", "\r", "round 1");
  }

  @Test
  void progressIsPlainLines() {
    assertThat(STEPS.get(experiment).output())
        .contains(
            isUnsteady()
                ? List.of("not steady, so nothing was done")
                : List.of("  round 1  healthy p50", "  round 8  faulty  p50"))
        .doesNotContain("\u001b", "\r", "Verdict")
        .satisfies(
            text ->
                assertThat(text.lines())
                    .allMatch(line -> line.length() <= 80 || line.startsWith("spanline: ")));
  }

  @Test
  void theTestResultsAreThoseOfTheVerdict() throws Exception {
    Element suite =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(junit.toFile())
            .getDocumentElement();

    assertThat(suite.getTagName()).isEqualTo("testsuite");
    assertThat(suite.getAttribute("name")).isEqualTo("bears-20-ms.yaml");
    int red =
        Integer.parseInt(suite.getAttribute("failures"))
            + Integer.parseInt(suite.getAttribute("errors"));
    assertThat(red > 0).isEqualTo(STEPS.get(experiment).exit() != 0);
    assertThat(suite.getElementsByTagName("testcase").getLength()).isEqualTo(isUnsteady() ? 1 : 6);
  }
}
