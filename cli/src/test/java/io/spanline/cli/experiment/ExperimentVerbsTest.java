package io.spanline.cli.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanline.cli.Spanline;
import io.spanline.topic.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs on experiments that did not come to a verdict. */
class ExperimentVerbsTest {
  private static final String KILLED =
      """
      {"at":"2026-11-30T05:30:36.731Z","event":"began","name":"slow-b"}
      {"at":"2026-11-30T05:30:43.076Z","event":"round","round":{"number":1,"faulty":false,"planned":150,"sent":149}}
      {"at":"2026-11-30T05:30:43.181Z","event":"fault_on","proxy":"b-to-c","toxic":"t","until":"2026-11-30T05:32:20Z"}
      {"at":"2026-11-30T05:30:47.9""";

  @TempDir private Path root;
  private final StringWriter err = new StringWriter();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final PrintStream terminal = System.out;
  private final String before = System.getProperty("spanline.root", ".");

  @BeforeEach
  void inAClone() {
    System.setProperty("spanline.root", root.toString());
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restore() {
    System.setOut(terminal);
    System.setProperty("spanline.root", before);
  }

  @Test
  void eachExperimentIsARowWhateverIsInItsFolder() throws IOException {
    killed("experiment_001");
    write("experiment_002", "verdict.json", "{");
    write("experiment_002", "SHA256SUMS", "");
    write("experiment_003", "verdict.json", "{\"outcome\":\"pass\"}");
    write("experiment_003", "journal.json", KILLED);
    write("experiment_003", "SHA256SUMS", "");
    write("experiment_003", "plan.yaml", "faults: []");
    write("experiment_004", "journal.json", "{\"event\":\"ended\",\"how\":\"not_steady\"}\n");
    write("experiment_005", "plan.yaml", "{");
    // Killed before its sums were written, so nothing can show that it is whole.
    write("experiment_006", "verdict.json", "{\"outcome\":\"pass\"}");
    write("experiment_006", "journal.json", "{\"event\":\"ended\",\"how\":\"complete\"}\n");

    assertThat(experiment("list")).isZero();

    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "experiment       end           began (UTC)           name     fault",
            "experiment_001   interrupted   2026-11-30T05:30:36   slow-b   latency=200 on b-to-c",
            "experiment_002   unreadable    -                     -        -",
            "experiment_003   pass          2026-11-30T05:30:36   slow-b   none",
            "experiment_004   not steady    -                     -        -",
            "experiment_005   interrupted   -                     -        -",
            "experiment_006   interrupted   -                     -        -");
    JsonNode first = json("list").get(0);
    assertThat(first.path("end").asText()).isEqualTo("interrupted");
    assertThat(first.path("fault").asText()).isEqualTo("latency=200 on b-to-c");
    assertThat(first.path("began").asText()).isEqualTo("2026-11-30T05:30:36.731Z");
  }

  @Test
  void oneWithoutAVerdictSaysHowFarItCameAndWhatMayBeOn() throws IOException {
    killed("experiment_001");

    assertThat(experiment("show", "experiment_001")).isEqualTo(2);

    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains(
            "experiment_001 has no verdict: interrupted",
            "2026-11-30T05:30:43  round: 1, healthy, 149 of 150 requests sent",
            "05:30:43  fault on: proxy b-to-c, toxic t, until 2026-11-30T05:32:20Z",
            "The fault was on when it ended, with a lease until 2026-11-30T05:32:20Z",
            "./spanline toxics list",
            "./spanline toxics clear b-to-c --all");
    assertThat(json("show", "experiment_001").path("end").asText()).isEqualTo("interrupted");
  }

  @Test
  void ofOneWhoseFaultIsOffNothingMayBeOn() throws IOException {
    write(
        "experiment_001",
        "journal.json",
        KILLED + "\n{\"at\":\"2026-11-30T05:30:53Z\",\"event\":\"fault_off\",\"toxic\":\"t\"}\n");

    assertThat(experiment("show", "experiment_001")).isEqualTo(2);
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("fault off").doesNotContain("lease");
  }

  @Test
  void aRunThatDoesNotBeginSaysWhyInItsTestResults() throws IOException {
    Path plan = Files.writeString(root.resolve("x.yaml"), "fault: {type: latency}");
    Path junit = root.resolve("reports/out.xml");

    assertThat(experiment("run", plan.toString(), "--junit", junit.toString())).isEqualTo(2);

    assertThat(Files.readString(junit))
        .contains("<testsuite name=\"x.yaml\" tests=\"1\" failures=\"0\" errors=\"1\"", "line 1");
    assertThat(Files.list(root.resolve("reports"))).containsExactly(junit);
    assertThat(err.toString()).contains("line 1");
  }

  @Test
  void testResultsAreNotWrittenOverWhatIsNoFile() throws IOException {
    Path plan = Files.writeString(root.resolve("x.yaml"), "faults: []");

    assertThat(experiment("run", plan.toString(), "--junit", root.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("--junit takes a file, and " + root + " is none");
    assertThat(experiment("run", plan.toString(), "--junit", plan + "/out.xml")).isEqualTo(2);
    assertThat(err.toString()).contains("nothing can be written by --junit").doesNotContain("\tat");
  }

  @Test
  void jsonHasTwoNamesAndNoOtherFormat() {
    assertThat(experiment("show", "experiment_001", "--json", "--format", "markdown")).isEqualTo(2);
    assertThat(err.toString()).contains("--json and --format markdown are two formats");
  }

  private void killed(String name) throws IOException {
    write(name, "journal.json", KILLED);
    write(name, "plan.yaml", "{type: latency, target: b-to-c, value_ms: 200}");
  }

  private void write(String name, String file, String text) throws IOException {
    Path folder = Files.createDirectories(root.resolve("data/experiments").resolve(name));
    Files.writeString(folder.resolve(file), text);
  }

  private JsonNode json(String... words) throws IOException {
    out.reset();
    List<String> all = new ArrayList<>(List.of(words));
    all.add("--json");
    int unused = experiment(all.toArray(String[]::new));
    return Json.MAPPER.readTree(out.toByteArray());
  }

  private int experiment(String... words) {
    List<String> all = new ArrayList<>(List.of("experiment"));
    all.addAll(List.of(words));
    return Spanline.commandLine().setErr(new PrintWriter(err)).execute(all.toArray(String[]::new));
  }
}
