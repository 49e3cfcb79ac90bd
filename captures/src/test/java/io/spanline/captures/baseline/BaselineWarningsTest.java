package io.spanline.captures.baseline;

import static io.spanline.model.Spans.ms;
import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.captures.BaselineName;
import io.spanline.captures.manifest.Manifest;
import io.spanline.captures.manifest.Manifests;
import io.spanline.captures.manifest.Selection;
import io.spanline.model.Spans;
import io.spanline.model.Trace;
import io.spanline.model.Traces;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a baseline says against its own figures. */
class BaselineWarningsTest {
  private final BaselineTally tally = new BaselineTally();

  @Test
  void warnsOfWhatTheManifestsSayAgainstThem() {
    add(Traces.aCallsBCallsC());
    Selection errors =
        new Selection(null, new Selection.Filter(null, null, null, true, null), null);
    Selection last =
        new Selection(new Selection.Limit(Selection.Take.LAST, 2), Selection.Filter.NONE, null);

    Baseline baseline =
        tally.baseline(
            BaselineName.NORMAL,
            List.of(
                Manifests.with(
                    1,
                    last,
                    new Manifest.Incomplete(List.of("assembly is behind"), 3, 2),
                    Manifests.quiet(new TreeMap<>())),
                Manifests.with(2, errors, null, Manifests.conditions()),
                Manifests.with(3, Selection.ALL, null, null)));

    assertThat(baseline.warnings())
        .containsExactly(
            "capture_001.json is incomplete: assembly is behind",
            "capture_002.json holds only traces of error true, 5 were left out: its figures are"
                + " not those of all traffic",
            "capture_002.json met a toxic: a-to-b (service-a->service-b): latency=200 was on for"
                + " 60 of 60 s, set by others",
            "capture_002.json may have had toxics on, that is not known: the proxies were not"
                + " looked at before",
            "capture_002.json may lack requests: dead letters came in its range (2 bad-span-id, 12"
                + " not-otlp); what could not be read is in no trace",
            "capture_002.json may have met more dead letters: only the first 14"
                + " were looked at",
            "capture_003.json was taken without a look at Toxiproxy: whether toxics were on is not"
                + " known");
    assertThat(Baselines.of(tally).warnings()).isEmpty();
  }

  @Test
  void warnsOfTracesThatAreASample() {
    Manifest.Counts counts =
        new Manifest.Counts(
            20,
            0,
            40,
            7,
            0,
            0,
            0,
            0,
            null,
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeMap<>());
    Manifest sample = Manifests.edited(Manifests.ofMinute(1), Map.of("counts", counts));

    assertThat(tally.baseline(BaselineName.NORMAL, List.of(sample)).warnings())
        .containsExactly(
            "capture_001.json says that 7 of 20 traces are a sample: a sampler dropped others, its"
                + " counts are not those of all traffic");
  }

  @Test
  void warnsOfRequestsOfSeveralEnvironments() {
    Manifest production = ofEnvironments(1, Map.of("production", 20L));
    Manifest both = ofEnvironments(2, Map.of("production", 5L, "staging", 3L));

    assertThat(tally.baseline(BaselineName.NORMAL, List.of(production)).warnings()).isEmpty();
    assertThat(tally.baseline(BaselineName.NORMAL, List.of(production, both)).warnings())
        .containsExactly(
            "requests are of 2 environments: 25 of production, 3 of staging; the figures of a"
                + " service mix them unless they differ in service.namespace");
  }

  private static Manifest ofEnvironments(int minute, Map<String, Long> environments) {
    Manifest.Counts counts =
        new Manifest.Counts(
            20,
            0,
            40,
            0,
            0,
            0,
            0,
            0,
            0L,
            new TreeMap<>(environments),
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeMap<>());
    return Manifests.edited(Manifests.ofMinute(minute), Map.of("counts", counts));
  }

  @Test
  void warnsOfAnOperationThatIsNotSteady() {
    for (int i = 0; i < 300; i++) {
      add(request("t" + i, "GET /x", ms(i < 60 ? 41 : 12)));
      add(request("u" + i, "GET /y", ms(12)));
    }

    assertThat(Baselines.of(tally).warnings())
        .contains("a GET /x: median of the first 20 % 41 ms, of the rest 12 ms: warm-up inside?")
        .noneMatch(warning -> warning.contains("GET /y"));
  }

  private void add(Trace trace) {
    tally.add(trace, Baselines.EVER);
  }

  private static Trace request(String trace, String operation, Duration duration) {
    return Spans.entry("a").inTrace(trace).named(operation).took(duration).trace();
  }
}
