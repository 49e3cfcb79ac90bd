package io.spanline.cli.baseline;

import static io.spanline.model.Spans.ms;
import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.captures.BaselineName;
import io.spanline.captures.verification.CapturesOnDisk;
import io.spanline.cli.Spanline;
import io.spanline.model.Spans;
import io.spanline.model.Trace;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The verbs by what they leave behind; what they print is the views' tests' matter. */
class BaselineCommandTest {
  private static final BaselineName OTHER = new BaselineName("other");

  @TempDir private Path folder;
  private final StringWriter err = new StringWriter();
  private final CommandLine line = Spanline.commandLine().setErr(new PrintWriter(err));
  private CapturesOnDisk disk;
  private Path first;
  private Path second;

  @BeforeEach
  void captures() throws IOException {
    disk = new CapturesOnDisk(folder);
    first = disk.write(1, BaselineName.NORMAL, traces(1, ms(10)));
    second = disk.write(2, OTHER, traces(2, ms(20)));
  }

  @Test
  void writesTheBytesThatTheServiceWrote() throws IOException {
    Path out = folder.resolve("out.yaml");

    int exit = line.execute("baseline", "compute", first.toString(), "--out", out.toString(), "-q");

    assertThat(exit).isZero();
    assertThat(out).hasSameBinaryContentAs(disk.baseline(BaselineName.NORMAL));
    assertThat(files(folder)).noneMatch(file -> file.contains(".part"));
  }

  @Test
  void mergesCapturesUnderAnotherName() throws IOException {
    Path out = folder.resolve("week.yaml");

    int exit =
        line.execute(
            ("baseline compute %s %s --name week --out %s -q")
                .formatted(second, first, out)
                .split(" "));

    assertThat(exit).isZero();
    assertThat(out)
        .content()
        .contains("name: \"week\"", "capture_001.json", "capture_002.json", "requests: 120");
  }

  @Test
  void aDamagedCaptureIsRefusedAndLeavesNoFile() throws IOException {
    Files.writeString(first, Files.readString(first).replaceFirst("GET /x", "GET /y"));
    Path out = folder.resolve("out.yaml");

    int exit = line.execute("baseline", "compute", first.toString(), "--out", out.toString());

    assertThat(exit).isEqualTo(1);
    assertThat(err.toString()).contains("capture_001.json line 1: ").doesNotContain("\tat ");
    assertThat(out).doesNotExist();
  }

  @Test
  void whatIsNotThereIsNamed() {
    assertThat(line.execute("baseline", "compute", "capture_009")).isEqualTo(2);
    assertThat(line.execute("baseline", "compute", folder.resolve("no").toString())).isEqualTo(2);
    assertThat(line.execute("baseline", "show", "nothing")).isEqualTo(2);
    assertThat(line.execute("baseline", "compute", first.toString(), "--name", "A B")).isEqualTo(2);
    assertThat(
            line.execute(
                "baseline", "compute", first.toString(), "--out", folder.resolve("a/b") + "", "-q"))
        .isEqualTo(2);
    assertThat(err.toString())
        .contains(
            "capture_009", "no baseline 'nothing'", "invalid baseline name 'A B'", "no such folder")
        .doesNotContain("\tat ");
  }

  @Test
  void capturesThatOverlapAreRefusedNamingBoth() {
    assertThat(line.execute("baseline", "compute", first.toString(), first.toString()))
        .isEqualTo(2);
    assertThat(err.toString()).contains("capture_001.json", "overlap");
  }

  @Test
  void whatIsNoBaselineIsRefused() throws IOException {
    Path text = Files.writeString(folder.resolve("x.yaml"), "schema: spanline.baseline/3\n");

    assertThat(line.execute("baseline", "show", text.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("x.yaml: ", " is missing");
  }

  @Test
  void diffExitsAsDiffDoes() {
    String normal = disk.baseline(BaselineName.NORMAL).toString();
    String other = disk.baseline(OTHER).toString();

    assertThat(line.execute("baseline", "diff", normal, normal, "-q")).isZero();
    assertThat(line.execute("baseline", "diff", normal, other, "-q")).isEqualTo(1);
    assertThat(line.execute("baseline", "diff", normal, "nothing")).isEqualTo(2);
  }

  private static List<Trace> traces(int minute, Duration latency) {
    List<Trace> traces = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      traces.add(
          Spans.entry("a")
              .inTrace(minute + "-" + i)
              .named("GET /x")
              .startingAfter(ms(60_000L * minute + 10L * i))
              .took(latency.plusNanos(i))
              .trace());
    }
    return traces;
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.map(Path::toString).toList();
    }
  }
}
