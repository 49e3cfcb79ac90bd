package io.spanline.captures.baseline;

import static io.spanline.model.Spans.ms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanline.captures.BaselineName;
import io.spanline.captures.DamagedFileException;
import io.spanline.captures.verification.CapturesOnDisk;
import io.spanline.model.Spans;
import io.spanline.model.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselineComputationTest {
  private static final BaselineName WEEK = new BaselineName("week");

  @TempDir private Path data;
  private CapturesOnDisk disk;

  @BeforeEach
  void folders() throws IOException {
    disk = new CapturesOnDisk(data);
  }

  @Test
  void ofSeveralItIsThatOfAllTheirTraces() throws IOException {
    Path first = disk.write(1, BaselineName.NORMAL, traces(1, 150));
    Path second = disk.write(2, BaselineName.NORMAL, traces(2, 80));
    BaselineTally all = new BaselineTally();
    traces(1, 150).forEach(trace -> all.add(trace, Baselines.EVER));
    traces(2, 80).forEach(trace -> all.add(trace, Baselines.EVER));

    Baseline computed = compute(WEEK, second, first);

    Baseline expected = Baselines.of(all);
    assertThat(computed.services()).isEqualTo(expected.services());
    assertThat(computed.edges()).isEqualTo(expected.edges());
    assertThat(computed.name()).isEqualTo(WEEK);
    assertThat(computed.captures())
        .extracting(Baseline.Source::file)
        .containsExactly("capture_001.json", "capture_002.json");
  }

  @Test
  void saysHowFarItIs() throws IOException {
    Path first = disk.write(1, BaselineName.NORMAL, traces(1, 5));
    Path second = disk.write(2, BaselineName.NORMAL, traces(2, 5));
    List<Long> heard = new ArrayList<>();
    BaselineComputation computation = BaselineComputation.of(List.of(first, second));

    Baseline computed = computation.compute(WEEK, heard::add);

    assertThat(Objects.requireNonNull(computed.services().get("a")).requests().errors().of())
        .isEqualTo(10);
    assertThat(heard).isSorted().last().isEqualTo(computation.bytes());
  }

  @Test
  void refusesACaptureThatIsNotTheOneOfItsManifest() throws IOException {
    Path one = disk.write(1, BaselineName.NORMAL, traces(1, 5));
    Path other = disk.write(2, BaselineName.NORMAL, traces(2, 5));
    Files.write(one, Files.readAllBytes(other));

    assertThatThrownBy(() -> compute(WEEK, one))
        .isInstanceOf(DamagedFileException.class)
        .hasMessageMatching(".*capture_001.json: sha256 is \\w+, its manifest says \\w+");
  }

  @Test
  void refusesACaptureThatLacksALine() throws IOException {
    Path capture = disk.write(1, BaselineName.NORMAL, traces(1, 5));
    List<String> lines = Files.readAllLines(capture);
    Files.writeString(capture, String.join("\n", lines.subList(0, 4)) + "\n");

    assertThatThrownBy(() -> compute(WEEK, capture))
        .isInstanceOf(DamagedFileException.class)
        .hasMessageEndingWith("capture_001.json: has 4 lines, its manifest says 5");
  }

  private static Baseline compute(BaselineName name, Path... captures) throws IOException {
    return BaselineComputation.of(List.of(captures)).compute(name, bytes -> {});
  }

  private static List<Trace> traces(int minute, int number) {
    Random random = new Random(minute);
    List<Trace> traces = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      traces.add(
          Spans.entry("a")
              .inTrace(minute + "-" + i)
              .named("GET /x")
              .startingAfter(ms(60_000L * minute + 10L * i))
              .took(Baselines.lognormal(random))
              .trace());
    }
    return traces;
  }
}
