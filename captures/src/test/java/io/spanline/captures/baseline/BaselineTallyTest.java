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
import java.util.Objects;
import java.util.Random;
import java.util.Set;
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
