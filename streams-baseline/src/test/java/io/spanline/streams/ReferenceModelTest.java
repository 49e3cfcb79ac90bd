package io.spanline.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.model.RandomTraces;
import io.spanline.model.Span;
import io.spanline.model.SpanKey;
import io.spanline.model.Spans;
import io.spanline.model.Trace;
import io.spanline.model.TraceId;
import io.spanline.statistics.LatencyDigest;
import io.spanline.statistics.ReferenceModel;
import io.spanline.statistics.StatisticsRow;
import io.spanline.statistics.Tally;
import io.spanline.streams.statistics.FoldDriver;
import io.spanline.streams.statistics.StatisticsUpdate;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever the shapes of traces, the order of spans, how often each comes and how late within the
 * horizon: the final traces and statistics are those of the reference model. Not any is an answer
 * after the horizon, which is counted as too late, and a span that ends more than a second after
 * its record, which is counted in another window. What hangs on the first revision by design comes
 * in one, as {@link RandomTraces#comeAtOnce} says.
 */
class ReferenceModelTest {
  private static final Duration WINDOW = Duration.ofSeconds(10);
  private static final int TRACES = 25;
  // All of a trace within its first emission's horizon, and within the longest life.
  private static final int LATEST_MILLIS = 25_000;

  private final List<TopologyHarness> used = new ArrayList<>();

  @AfterEach
  void checkAndClose() {
    used.forEach(TopologyHarness::checkAndClose);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void anyArrivalGivesTheTracesAndStatisticsOfTheModel(int seed) {
    Random random = new Random(seed);
    RandomTraces traces = new RandomTraces(random);
    List<Span> sent = traces.spans(TRACES);
    ReferenceModel model = new ReferenceModel(sent, WINDOW);
    TopologyHarness harness = harness();

    arrive(harness, sent, traces, random);

    assertThat(told(tallies(harness.rows()))).isEqualTo(told(model.statistics()));
    assertTracesAreTheModels(List.of(harness), model);
  }

  @Tag("thorough")
  @ParameterizedTest
  @ValueSource(ints = {7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
  void soDoesAnyOther(int seed) {
    anyArrivalGivesTheTracesAndStatisticsOfTheModel(seed);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void anyPartitionsGiveTheTracesAndStatisticsOfTheModel(int seed) throws IOException {
    Random random = new Random(seed);
    RandomTraces traces = new RandomTraces(random);
    List<Span> sent = traces.spans(TRACES);
    ReferenceModel model = new ReferenceModel(sent, WINDOW);
    List<TopologyHarness> partitions = threeHarnesses();

    for (int partition = 0; partition < partitions.size(); partition++) {
      arrive(partitions.get(partition), spansOf(sent, partition, seed), traces, random);
    }

    Map<String, StatisticsRow> rows = folded(partitions, random);
    assertThat(told(tallies(rows))).isEqualTo(told(model.statistics()));
    assertThat(rows.values()).allMatch(StatisticsRow::isFinal);
    assertTracesAreTheModels(partitions, model);
  }

  @Tag("thorough")
  @ParameterizedTest
  @ValueSource(ints = {4, 5, 6})
  void soDoAnyOthers(int seed) throws IOException {
    anyPartitionsGiveTheTracesAndStatisticsOfTheModel(seed);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void aCapOnSpansChangesNoCount(int seed) {
    Random random = new Random(seed);
    RandomTraces traces = new RandomTraces(random);
    List<Span> sent = traces.spans(TRACES);
    TopologyHarness capped = harness("SPANLINE_TRACE_MAX_SPANS", "20");

    arrive(capped, sent, traces, random);

    assertThat(capped.ledger().spans().truncated()).isPositive();
    assertThat(told(tallies(capped.rows())))
        .isEqualTo(told(new ReferenceModel(sent, WINDOW).statistics()));
  }

  @Tag("thorough")
  @ParameterizedTest
  @ValueSource(ints = {4, 5, 6})
  void norDoesItWithOthers(int seed) {
    aCapOnSpansChangesNoCount(seed);
  }

  @Test
  void aRowOfVeryManyRequestsIsExactButForItsQuantiles() throws IOException {
    Random random = new Random(1);
    List<Span> sent = new ArrayList<>();
    for (int i = 0; i < 9_000; i++) {
      Duration took = Duration.ofNanos(1_000_000 + (long) (1e6 * Math.abs(random.nextGaussian())));
      sent.add(Spans.entry("service-a").inTrace("many-" + i).took(took).span());
    }
    List<TopologyHarness> partitions = threeHarnesses();
    for (int partition = 0; partition < partitions.size(); partition++) {
      partitions.get(partition).receive(spansOf(sent, partition, 0));
      partitions.get(partition).passes(Duration.ofSeconds(75));
    }

    StatisticsRow row = folded(partitions, random).get("service-a@" + TopologyHarness.START);

    long[] truth = sent.stream().mapToLong(Span::durationNanos).sorted().toArray();
    LatencyDigest digest = row.tally().digests().get(0);
    assertThat(digest.exact()).isFalse();
    assertThat(digest.count()).isEqualTo(truth.length);
    assertThat(digest.minNanos()).isEqualTo(truth[0]);
    assertThat(digest.maxNanos()).isEqualTo(truth[truth.length - 1]);
    assertThat(digest.sumNanos()).isEqualTo(Arrays.stream(truth).sum());
    for (double q : new double[] {0.05, 0.5, 0.95, 0.99}) {
      double half = 0.005 * truth.length;
      assertThat(digest.quantileNanos(q))
          .isBetween(
              truth[(int) (q * truth.length - half)],
              truth[(int) Math.min(truth.length - 1, q * truth.length + half)]);
    }
  }

  private TopologyHarness harness(String... settings) {
    TopologyHarness harness = new TopologyHarness(settings);
    used.add(harness);
    return harness;
  }

  private List<TopologyHarness> threeHarnesses() {
    return List.of(harness(), harness(), harness());
  }

  /**
   * The rows that the second stage makes of what the partitions say, in whatever order it comes.
   */
  private static Map<String, StatisticsRow> folded(List<TopologyHarness> partitions, Random random)
      throws IOException {
    List<List<StatisticsUpdate>> said = new ArrayList<>();
    partitions.forEach(partition -> said.add(partition.statisticsUpdates()));
    return FoldDriver.folded(said, random);
  }

  /** The spans of those traces that fall to a partition, another one with each seed. */
  private static List<Span> spansOf(List<Span> sent, int partition, int seed) {
    return sent.stream()
        .filter(span -> Math.floorMod(span.traceId().low() / (2L * seed + 1), 3) == partition)
        .toList();
  }

  private static void assertTracesAreTheModels(
      List<TopologyHarness> partitions, ReferenceModel model) {
    Map<TraceId, List<Trace>> emitted = new TreeMap<>();
    for (TopologyHarness partition : partitions) {
      partition
          .traces()
          .forEach(t -> emitted.computeIfAbsent(t.traceId(), id -> new ArrayList<>()).add(t));
    }
    assertThat(emitted.keySet()).isEqualTo(model.traces().keySet());
    emitted.forEach((id, revisions) -> assertIsWhole(revisions, model.traces().get(id).values()));
  }

  private static Map<String, Tally> tallies(Map<String, StatisticsRow> rows) {
    Map<String, Tally> tallies = new TreeMap<>();
    rows.forEach((key, row) -> tallies.put(key, row.tally()));
    return tallies;
  }

  /** Each span at a moment of its own but where all must come at once, some of them again later. */
  private static void arrive(
      TopologyHarness harness, List<Span> sent, RandomTraces traces, Random random) {
    // The spans are over when they come: none may be ahead of its record's time.
    harness.passes(Duration.ofSeconds(60));
    record Arrival(long millis, Span span) {}
    List<Arrival> arrivals = new ArrayList<>();
    for (Span span : sent) {
      boolean atOnce = traces.comeAtOnce(span.traceId());
      boolean late = random.nextInt(6) == 0;
      arrivals.add(new Arrival(atOnce ? 0 : random.nextInt(late ? LATEST_MILLIS : 1_500), span));
      if (random.nextInt(8) == 0) {
        arrivals.add(new Arrival(random.nextInt(LATEST_MILLIS), span));
      }
    }
    Collections.shuffle(arrivals, random);
    arrivals.sort(Comparator.comparing(Arrival::millis));
    long now = 0;
    for (Arrival arrival : arrivals) {
      long tick = arrival.millis() - arrival.millis() % 100;
      harness.passes(Duration.ofMillis(tick - now));
      now = tick;
      harness.receive(arrival.span());
    }
    harness.passes(Duration.ofSeconds(70));
  }

  /** All that a tally holds, as text that a failed comparison shows well. */
  private static Map<String, String> told(Map<String, Tally> statistics) {
    Map<String, String> told = new TreeMap<>();
    statistics.forEach(
        (key, tally) -> {
          StringBuilder text = new StringBuilder("counts " + tally.counts());
          tally.digests().forEach(digest -> text.append("; ").append(told(digest)));
          told.put(key, text.toString());
        });
    return told;
  }

  private static String told(LatencyDigest digest) {
    return digest.count() == 0
        ? "none"
        : "%d of %d to %d, sum %d, p50 %d, p95 %d"
            .formatted(
                digest.count(),
                digest.minNanos(),
                digest.maxNanos(),
                digest.sumNanos(),
                digest.quantileNanos(0.5),
                digest.quantileNanos(0.95));
  }

  private static void assertIsWhole(List<Trace> revisions, Iterable<Span> sent) {
    List<Span> spans = new ArrayList<>();
    revisions.forEach(revision -> spans.addAll(revision.spans()));
    // A finished copy that came later is a revision, and replaces the unfinished one.
    Set<SpanKey> finished = new HashSet<>();
    spans.stream().filter(span -> span.endNanos() != 0).forEach(span -> finished.add(span.key()));
    spans.removeIf(span -> span.endNanos() == 0 && finished.contains(span.key()));
    assertThat(spans).containsExactlyInAnyOrderElementsOf(sent);
    assertThat(revisions).extracting(Trace::revision).doesNotHaveDuplicates().isSorted();
    Trace last = revisions.get(revisions.size() - 1);
    assertThat(last.outcome()).isEqualTo(Trace.judge(spans));
  }
}
