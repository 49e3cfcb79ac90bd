package io.spanline.captures.baseline;

import static io.spanline.model.Spans.ms;
import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.captures.BaselineName;
import io.spanline.captures.manifest.Manifest;
import io.spanline.captures.manifest.Manifests;
import io.spanline.captures.manifest.ResourceUse;
import io.spanline.captures.manifest.Selection;
import io.spanline.model.Spans;
import io.spanline.model.Trace;
import io.spanline.model.Traces;
import io.spanline.statistics.LatencyDigest;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaselineTallyTest {
  private static final double HALF_A_PERCENT = 0.005;

  private final BaselineTally tally = new BaselineTally();

  @Test
  void noTwoCallsHaveOneKey() {
    List<String> names =
        List.of("a", "b", "a->b", "b->a", "->", "-", ">", "a-", ">b", "%3E", "%", "a%3Eb", "");
    Set<String> keys = new HashSet<>();
    names.forEach(
        caller -> names.forEach(callee -> keys.add(new BaselineTally.Ends(caller, callee).key())));

    assertThat(keys).hasSize(names.size() * names.size()).contains("a->b");
  }

  @Test
  void onlyEntrySpansAreRequests() {
    add(Traces.aCallsBCallsC());

    Baseline baseline = Baselines.of(tally);

    assertThat(baseline.services().keySet()).containsExactly("service-a", "service-b", "service-c");
    assertThat(requests(baseline, "service-a").errors()).isEqualTo(new ErrorRate(1, 0));
    assertThat(requests(baseline, "service-b").latencies().max()).isEqualTo(ms(36));
  }

  @Test
  void quantilesAreThoseOfCountingByHand() {
    Random random = new Random(7);
    List<Long> nanos = new ArrayList<>();
    for (int i = 0; i < 1_003; i++) {
      long duration = random.nextLong(1, 5_000_000_000L);
      nanos.add(duration);
      add(request("t" + i, "GET /" + i % 3, Duration.ofNanos(duration)));
    }

    Collections.sort(nanos);

    Latencies latencies = requests(Baselines.of(tally), "a").latencies();

    assertThat(latencies.samples()).isEqualTo(1_003);
    assertThat(latencies.p50().value()).isEqualTo(countedQuantile(nanos, 50));
    assertThat(latencies.p95().value()).isEqualTo(countedQuantile(nanos, 95));
    assertThat(Objects.requireNonNull(latencies.p99()).value())
        .isEqualTo(countedQuantile(nanos, 99));
    assertThat(latencies.min().toNanos()).isEqualTo(nanos.get(0));
    assertThat(latencies.max().toNanos()).isEqualTo(nanos.get(nanos.size() - 1));
  }

  @Test
  void edgesHaveTheTimesOfBothEndsAndWhatLiesBetween() {
    add(Traces.aCallsBCallsC());
    add(exit("t2").with("peer.service", "service-b").trace());
    add(exit("t3").failed().trace());

    Baseline baseline = Baselines.of(tally);

    assertThat(baseline.edges().keySet())
        .containsExactly("service-a->service-b", "service-a->unknown", "service-b->service-c");
    Baseline.Edge edge = Objects.requireNonNull(baseline.edges().get("service-a->service-b"));
    assertThat(edge.errors()).isEqualTo(new ErrorRate(2, 0));
    assertThat(edge.unanswered()).isEqualTo(1);
    assertThat(edge.client().samples()).isEqualTo(2);
    assertThat(Objects.requireNonNull(edge.server()).max()).isEqualTo(ms(36));
    assertThat(Objects.requireNonNull(edge.gap()).max()).isEqualTo(ms(4));
    Baseline.Edge unknown = Objects.requireNonNull(baseline.edges().get("service-a->unknown"));
    assertThat(unknown.errors()).isEqualTo(new ErrorRate(1, 1));
    assertThat(unknown.server()).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {700, 30_000})
  void mergedDigestsAreThoseOfAllTracesWithinTheirBound(int each) {
    List<Long> nanos = new ArrayList<>();
    LatencyDigest merged = new LatencyDigest();
    for (int part = 0; part < 2; part++) {
      BaselineTally half = new BaselineTally();
      Random random = new Random(part);
      for (int i = 0; i < each; i++) {
        Duration duration = Baselines.lognormal(random).multipliedBy(1 + 3L * part);
        nanos.add(duration.toNanos());
        half.add(Baselines.request("a", i, duration), Baselines.EVER);
      }
      Baseline read = BaselineYaml.read(BaselineYaml.write(Baselines.of(half)));
      merged.addAll(Objects.requireNonNull(requests(read, "a").latencies().digest()).open());
    }

    Collections.sort(nanos);
    assertThat(merged.count()).isEqualTo(2L * each);
    for (double q : new double[] {0.5, 0.95, 0.99}) {
      double rank = Collections.binarySearch(nanos, merged.quantileNanos(q)) / (2.0 * each);
      assertThat(rank).isBetween(q - HALF_A_PERCENT, q + HALF_A_PERCENT);
    }
  }

  @Test
  void namesWithoutEndAreCountedTogetherAndSaidSo() {
    for (int i = 0; i < 2_100; i++) {
      add(request("t" + i, "GET /" + i, ms(1)));
    }

    Baseline baseline = Baselines.of(tally);

    assertThat(requests(baseline, "a").errors().of()).isEqualTo(2_100);
    assertThat(Objects.requireNonNull(baseline.services().get("a")).operations().get("__other__"))
        .extracting(other -> other.errors().of())
        .isEqualTo(100L);
    assertThat(baseline.warnings())
        .containsExactly(
            "more than 2000 operations: those that came later are counted together as __other__");
  }

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

  @Test
  void takesResourcesFromTheManifest() {
    ResourceUse use = use("1.5", "0.03", 6, 40L, 50L);

    assertThat(resources(manifest(1, use))).isEqualTo(use);
  }

  @Test
  void addsUpTheResourcesOfSeveralCaptures() {
    Manifest first = manifest(1, use("1.5", "0.03", 6, 40L, 50L));
    Manifest second = manifest(2, use("4.0", "0.04", 12, 70L, 75L));

    // 1.5 s in 50 s and 4 s in 100 s; 6 samples of 40 and 12 of 70 bytes.
    assertThat(resources(first, second)).isEqualTo(use("5.5", "0.036667", 18, 60L, 75L));
  }

  @Test
  void aPartOfASumIsNone() {
    Manifest first = manifest(1, use("1.5", "0.03", 6, 40L, 50L));

    assertThat(resources(first, Manifests.ofMinute(2)))
        .isEqualTo(new ResourceUse(6, null, null, null, null, "1 of 2 captures do not know it"));
  }

  /** Those of the only service in the baseline of such captures. */
  private @Nullable ResourceUse resources(Manifest... manifests) {
    add(request("t", "GET /x", ms(1)));
    Baseline baseline = tally.baseline(BaselineName.NORMAL, List.of(manifests));
    return Objects.requireNonNull(baseline.services().get("a")).resources();
  }

  private static Manifest manifest(int minute, ResourceUse use) {
    return Manifests.with(minute, Selection.ALL, null, Manifests.quiet(Baselines.resources(use)));
  }

  private static ResourceUse use(String cpu, String cores, long samples, Long mean, Long max) {
    return new ResourceUse(samples, new BigDecimal(cpu), new BigDecimal(cores), mean, max, null);
  }

  private void add(Trace trace) {
    tally.add(trace, Baselines.EVER);
  }

  private static Baseline.Requests requests(Baseline baseline, String service) {
    return Objects.requireNonNull(baseline.services().get(service)).requests();
  }

  /** The smallest sample that at least q percent of the sorted samples do not exceed. */
  private static Duration countedQuantile(List<Long> nanos, int percent) {
    return Duration.ofNanos(nanos.get((nanos.size() * percent + 99) / 100 - 1));
  }

  private static Trace request(String trace, String operation, Duration duration) {
    return Spans.entry("a").inTrace(trace).named(operation).took(duration).trace();
  }

  private static Spans exit(String trace) {
    return Spans.exit("service-a").inTrace(trace).took(ms(3));
  }
}
