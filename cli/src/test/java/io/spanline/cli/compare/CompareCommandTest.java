package io.spanline.cli.compare;

import static io.spanline.model.Spans.ms;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanline.captures.BaselineName;
import io.spanline.captures.verification.CapturesOnDisk;
import io.spanline.cli.Spanline;
import io.spanline.model.Spans;
import io.spanline.model.Trace;
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

/** The verb by its exit codes, and by which files it reads. */
class CompareCommandTest {
  private static final BaselineName SLOW = new BaselineName("slow");

  @TempDir private Path folder;
  private final StringWriter err = new StringWriter();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final PrintStream terminal = System.out;
  private CapturesOnDisk disk;
  private String calm = "";
  private String slow = "";

  @BeforeEach
  void captures() throws IOException {
    disk = new CapturesOnDisk(folder);
    calm = disk.write(1, BaselineName.NORMAL, traces(1, 20)).toString();
    slow = disk.write(2, SLOW, traces(2, 60)).toString();
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restore() {
    System.setOut(terminal);
  }

  @Test
  void whatIsWorseIsExitOneAndWhatIsBetterIsNot() {
    assertThat(compare(calm, slow, "-q")).isEqualTo(1);
    assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("a's p50 went from ");
    assertThat(compare(slow, calm, "-q")).isZero();
    assertThat(compare(calm, calm, "-q")).isZero();
  }

  @Test
  void whatIsNotShownFailsOnlyIfAskedTo() throws IOException {
    String few = disk.write(3, new BaselineName("few"), traces(3, 20).subList(0, 12)).toString();

    assertThat(compare(calm, few, "-q")).isZero();
    assertThat(compare(calm, few, "-q", "--fail-on", "unclear")).isEqualTo(1);
  }

  @Test
  void whatDoesNotExistIsNamed() {
    assertThat(compare(calm, "nothing")).isEqualTo(2);
    assertThat(err.toString()).contains("nothing: no such", "nor is it a baseline");
    assertThat(compare(calm, slow, "--max-ratio", "1")).isEqualTo(2);
    assertThat(err.toString()).contains("the ratio must be above 1, was 1.0");
    assertThat(compare("--pairs", calm, "replay_009")).isEqualTo(2);
  }

  @Test
  void aBaselineIsReadFromItsCapturesIfTheyAreThere() throws IOException {
    String baseline = disk.baseline(BaselineName.NORMAL).toString();

    assertThat(json(baseline, slow).path("in_order").asBoolean()).isTrue();
    Files.delete(Path.of(calm));
    JsonNode without = json(baseline, slow);
    assertThat(without.path("in_order").asBoolean()).isFalse();
    assertThat(without.path("word").asText()).isEqualTo("worse");
  }

  @Test
  void eachFormatIsOneAndJsonHasTwoNames() {
    assertThat(compare(calm, slow, "--format", "json")).isEqualTo(1);
    String json = out.toString(StandardCharsets.UTF_8);
    out.reset();
    compare(calm, slow, "--json");
    assertThat(json).isEqualTo(out.toString(StandardCharsets.UTF_8));
    out.reset();
    assertThat(compare(calm, slow, "--json", "--format", "junit")).isEqualTo(2);
    assertThat(err.toString()).contains("--json and --format junit are two formats");
    assertThat(out.size()).isZero();
  }

  @Test
  void whatIsNoLimitIsRefused() {
    assertThat(compare(calm, slow, "--max-delta", "1e13")).isEqualTo(2);
    assertThat(err.toString()).contains("--max-delta takes milliseconds from 0 to 86400000");
    assertThat(compare(calm, slow, "--max-delta", "1e999999999")).isEqualTo(2);
    assertThat(compare(calm, slow, "--max-delta", "NaN")).isEqualTo(2);
    assertThat(compare(calm, slow, "--max-points", "100")).isEqualTo(2);
    assertThat(compare(calm, slow, "--max-delta", "41", "-q")).isZero();
  }

  @Test
  void oneSideAloneSaysTheSmallestChangeBeforeAnotherRun() throws IOException {
    assertThat(compare(calm, "-q")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .startsWith("A comparison of ")
        .contains("finds these changes in 8 of 10 cases: a's p95 from");
    out.reset();
    compare(calm, "--format", "markdown");
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("| now | smallest change | to |");
    assertThat(compare(calm, "--format", "junit")).isEqualTo(2);
    assertThat(err.toString()).contains("give B as well");
    assertThat(compare("nothing")).isEqualTo(2);
    assertThat(compare("--pairs", "replay_009")).isEqualTo(2);
  }

  @Test
  void theSmallestChangeIsThatOfAComparisonWithAnotherSuchRun() throws IOException {
    JsonNode alone = json(calm);
    JsonNode both = json(calm, disk.write(3, new BaselineName("again"), traces(3, 20)).toString());

    assertThat(alone.path("schema").asText()).isEqualTo("spanline.detectable/1");
    JsonNode p95 = alone.path("figures").get(1);
    assertThat(p95.path("figure").asText()).isEqualTo("p95_ms");
    assertThat(p95.path("decides").asBoolean()).isTrue();
    assertThat(p95.path("smallest").asDouble()).isGreaterThan(1.2);
    assertThat(p95.path("smallest"))
        .isEqualTo(both.path("subjects").get(0).path("figures").get(1).path("smallest"));
  }

  @Test
  void oneReplayAloneSaysItAsWell() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 1; i <= 200; i++) {
      lines.append(
          """
          {"case":%1$d,"repetition":1,"original":"%1$032x","traceId":"%1$032x","spanId":"%1$016x",\
          "service":"a","operation":"GET /x","intendedUnixNano":"%1$d000000","handedNanos":0,\
          "headNanos":%2$d000000,"doneNanos":%2$d000000,"status":200,"bytes":1}
          """
              .formatted(i, 20 + i * 37 % 10));
    }
    String replay = Files.writeString(folder.resolve("replay_001.json"), lines).toString();

    assertThat(compare("--pairs", replay, "-q")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8).replace('\n', ' '))
        .contains("finds these changes, or smaller ones, in 8 of 10 cases: a's response time from")
        .contains("each was paired with another of its operation");
  }

  private JsonNode json(String... sides) throws IOException {
    out.reset();
    List<String> arguments = new ArrayList<>(List.of(sides));
    arguments.add("--json");
    compare(arguments.toArray(String[]::new));
    return Json.MAPPER.readTree(out.toByteArray());
  }

  private int compare(String... arguments) {
    List<String> all = new ArrayList<>(List.of("compare"));
    all.addAll(List.of(arguments));
    return Spanline.commandLine().setErr(new PrintWriter(err)).execute(all.toArray(String[]::new));
  }

  private static List<Trace> traces(int minute, long millis) {
    List<Trace> traces = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      traces.add(
          Spans.entry("a")
              .inTrace(minute + "-" + i)
              .named("GET /x")
              .startingAfter(ms(60_000L * minute + 10L * i))
              .took(ms(millis + i * 37L % 10))
              .trace());
    }
    return traces;
  }
}
