package io.spanline.experiments.experiment.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.spanline.clients.Toxic.Stream;
import io.spanline.experiments.compare.Criterion;
import io.spanline.experiments.compare.Criterion.Quantity;
import io.spanline.experiments.compare.Limits;
import io.spanline.experiments.toxic.Fault;
import io.spanline.experiments.toxic.ToxicKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExperimentFileTest {
  private static final Path SAMPLE = Path.of("..", "data", "sample", "experiments");

  @TempDir private Path folder;

  @Test
  void readsEveryKey() throws IOException {
    ExperimentPlan plan =
        read(
            """
            name: slow b
            description: |
              Two
              lines.
            capture: capture_007
            requests: 80
            rate: 12.5
            blocks: 2
            fault: {type: latency, target: service-b->service-c, value_ms: 200, jitter_ms: 20, stream: upstream, toxicity: 0.25}
            max_ratio: 1.5
            max_delta_ms: 0.25
            max_points: 3.5
            expect:
              outcome: fail
              because: >
                it waits,
                longer
            steady_state: {baseline: week, max_ratio: 3, max_delta_ms: 0.5, max_points: 7}
            """);

    assertThat(plan)
        .isEqualTo(
            new ExperimentPlan(
                "slow b",
                "Two\nlines.\n",
                TrafficSource.REPLAY,
                "capture_007",
                80,
                12.5,
                Duration.ofSeconds(15),
                2,
                List.of(
                    new PlannedFault(
                        "service-b->service-c",
                        Fault.of(List.of("latency=200", "jitter=20"), Stream.UPSTREAM, 0.25))),
                new Limits(1.5, Duration.ofNanos(250_000), 0.035),
                List.of(),
                new Expectation(Outcome.FAIL, "it waits, longer"),
                new SteadyState("week", new Limits(3, Duration.ofNanos(500_000), 0.07))));
  }

  @Test
  void readsWhoseRequestsItIsAbout() throws IOException {
    ExperimentPlan own = read("{faults: [], traffic: external, round_seconds: 20}");

    assertThat(own.traffic()).isEqualTo(TrafficSource.EXTERNAL);
    assertThat(own.round()).isEqualTo(Duration.ofSeconds(20));
    assertThat(read("{faults: [], traffic: external}").round()).isEqualTo(Duration.ofSeconds(15));
    assertThat(read("{faults: [], traffic: shop}").traffic()).isEqualTo(TrafficSource.SHOP);
    assertThat(read("faults: []").traffic()).isEqualTo(TrafficSource.REPLAY);
  }

  @Test
  void theSmallestIsAFaultByItself() throws IOException {
    ExperimentPlan plan = read("{type: latency, target: b-to-c, value_ms: 200}");

    assertThat(plan)
        .isEqualTo(
            new ExperimentPlan(
                "tried",
                null,
                TrafficSource.REPLAY,
                null,
                150,
                50,
                Duration.ofSeconds(15),
                4,
                List.of(
                    new PlannedFault(
                        "b-to-c", Fault.of(List.of("latency=200"), Stream.DOWNSTREAM, 1))),
                Limits.DEFAULT,
                List.of(),
                null,
                new SteadyState(null, new Limits(2, Duration.ofMillis(50), 0.05))));
  }

  @Test
  void aFigureThatDecidesHasItsOwnLimitsOrThoseOfTheFile() throws IOException {
    ExperimentPlan plan =
        read(
            """
            faults: []
            max_delta_ms: 20
            decides:
              - figure: p95
              - {figure: p50, service: service-b, operation: "GET /stock/{id}", max_ratio: 1.5}
              - {figure: p95, service: service-b, max_abs_ms: 300.5}
              - {figure: error_rate, max_abs_percent: 5}
            """);

    Limits ofFile = new Limits(1.2, Duration.ofMillis(20), 0.02);
    assertThat(plan.decides())
        .containsExactly(
            Criterion.ofRoots(Quantity.P95, ofFile),
            new Criterion(
                "service-b",
                "GET /stock/{id}",
                Quantity.P50,
                new Limits(1.5, Duration.ofMillis(20), 0.02),
                null),
            new Criterion("service-b", null, Quantity.P95, ofFile, 300_500_000.0),
            new Criterion(null, null, Quantity.ERROR_RATE, ofFile, 0.05));
  }

  @Test
  void whatIsLeftOutIsAsByDefault() throws IOException {
    assertThat(read("fault: {type: latency, target: b-to-c, value_ms: 200}"))
        .isEqualTo(read("{type: latency, target: b-to-c, value_ms: 200}"));
    assertThat(read("faults: [{type: latency, target: b-to-c, value_ms: 200}]"))
        .isEqualTo(read("{type: latency, target: b-to-c, value_ms: 200}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          type: latency, value_ms: 200, jitter_ms: 20 | latency=200 jitter=20
          type: bandwidth, rate_kb_s: 10 | bandwidth=10
          type: slow_close, delay_ms: 500 | slow_close=500
          type: timeout, timeout_ms: 100 | timeout=100
          type: reset_peer | reset_peer
          type: reset_peer, timeout_ms: 100 | reset_peer timeout=100
          type: slicer, average_size_bytes: 20, size_variation_bytes: 5, delay_us: 20000 | slicer=20 size_variation=5 delay=20000
          type: limit_data, bytes: 9223372036854775807 | limit_data=9223372036854775807
          type: down | down
          """)
  void readsEveryKindAsThoughItWereTyped(String yaml, String words) throws IOException {
    Fault typed = Fault.of(List.of(words.split(" ")), Stream.DOWNSTREAM, 1);

    PlannedFault read = read("{target: b-to-c, " + yaml + "}").faults().get(0);

    assertThat(read).isEqualTo(new PlannedFault("b-to-c", typed));
  }

  @ParameterizedTest
  @MethodSource("io.spanline.experiments.experiment.plan.GoodFile#all")
  void everyGoodFileIsRead(String yaml) {
    assertThatCode(() -> read(yaml)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource({
    "io.spanline.experiments.experiment.plan.WrongFile#all",
    "io.spanline.experiments.experiment.plan.WrongFile#onlyTheReaders"
  })
  void whatIsWrongIsSaidWithItsPlace(WrongFile wrong) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(wrong.yaml()))
        .withMessage("%s %s", folder.resolve("tried.yaml"), wrong.problem());
  }

  @ParameterizedTest
  @CsvSource({"a.yaml, a", "b.yml, b", "c.d, c.d", "e.yaml.yaml, e.yaml"})
  void aFileNamesItsExperiment(String file, String name) throws IOException {
    Path path = Files.writeString(folder.resolve(file), "faults: []");

    assertThat(ExperimentFile.read(path).name()).isEqualTo(name);
  }

  @Test
  void aPathIsFromTheFilesFolderAndAnIdStays() throws IOException {
    assertThat(read("{faults: [], capture: ../captures/a.json}").capture())
        .isEqualTo(folder.resolveSibling("captures/a.json").toString());
    assertThat(read("{faults: [], capture: /captures/a.json}").capture())
        .isEqualTo("/captures/a.json");
    assertThat(read("{faults: [], capture: capture_001}").capture()).isEqualTo("capture_001");
  }

  @Test
  void aBaselineIsAPathIfItEndsLikeOne() throws IOException {
    assertThat(baseline("week-2.1")).isEqualTo("week-2.1");
    assertThat(baseline("week.yaml")).isEqualTo(folder.resolve("week.yaml").toString());
    assertThat(baseline("../b/week.yaml"))
        .isEqualTo(folder.resolveSibling("b/week.yaml").toString());
    assertThat(read("{faults: [], steady_state: {}}").steadyState()).isEqualTo(SteadyState.DEFAULT);
    assertThat(read("{faults: [], steady_state: none}").steadyState()).isNull();
  }

  private @Nullable String baseline(String name) throws IOException {
    SteadyState steady = read("{faults: [], steady_state: {baseline: " + name + "}}").steadyState();
    return steady == null ? null : steady.baseline();
  }

  @Test
  void aFileThatCannotBeReadIsNamed() throws IOException {
    Path none = folder.resolve("none.yaml");
    Path latin =
        Files.write(folder.resolve("latin.yaml"), "ü".getBytes(StandardCharsets.ISO_8859_1));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ExperimentFile.read(none))
        .withMessage("no experiment file %s", none);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ExperimentFile.read(latin))
        .withMessage("experiment file %s is not UTF-8", latin);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ExperimentFile.read(folder))
        .withMessage("experiment file %s cannot be read", folder);
  }

  @ParameterizedTest
  @CsvSource({
    "slow-b, LATENCY, FAIL",
    "cut-c, DOWN, FAIL",
    "thin-c, BANDWIDTH,",
    "calm,, PASS",
    "smallest, LATENCY,",
    "shop, LATENCY, FAIL",
    "own-load, LATENCY, FAIL"
  })
  void theSamplesAreRead(String name, ToxicKind kind, Outcome expected) {
    ExperimentPlan plan = ExperimentFile.read(SAMPLE.resolve(name + ".yaml"));

    assertThat(plan.name()).isEqualTo(name);
    assertThat(plan.faults().stream().map(each -> each.fault().kind()).collect(Collectors.toList()))
        .isEqualTo(kind == null ? List.of() : List.of(kind));
    assertThat(plan.faults()).allMatch(each -> each.target().equals("b-to-c"));
    assertThat(plan.expect() == null ? null : plan.expect().outcome()).isEqualTo(expected);
  }

  private ExperimentPlan read(String yaml) throws IOException {
    return ExperimentFile.read(Files.writeString(folder.resolve("tried.yaml"), yaml));
  }
}
