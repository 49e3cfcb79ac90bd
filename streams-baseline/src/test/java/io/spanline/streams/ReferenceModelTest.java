package io.spanline.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.model.RandomTraces;
import io.spanline.model.Span;
import io.spanline.model.Trace;
import io.spanline.model.TraceId;
import io.spanline.statistics.LatencyDigest;
import io.spanline.statistics.ReferenceModel;
import io.spanline.statistics.StatisticsRow;
import io.spanline.statistics.Tally;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever the shapes of traces, the order of spans, how often each comes and how late within the
 * horizon: the final traces and statistics are those of the reference model.
 */
class ReferenceModelTest {
  private static final int TRACES = 25;
  // All of a trace within its first emission's horizon, and within the longest life.
  private static final int LATEST_MILLIS = 25_000;

  @RegisterExtension final TopologyHarness harness = new TopologyHarness();
  @RegisterExtension final TopologyHarness second = new TopologyHarness();
  @RegisterExtension final TopologyHarness third = new TopologyHarness();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
  void anyArrivalGivesTheTracesAndStatisticsOfTheModel(int seed) {
    Random random = new Random(seed);
    List<Span> sent = new RandomTraces(random).spans(TRACES);
    ReferenceModel model = new ReferenceModel(sent, Duration.ofSeconds(10));

    arrive(harness, sent, random);

    assertIsTheModels(List.of(harness), model);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void anyPartitionsGiveTheTracesAndStatisticsOfTheModel(int seed) {
    Random random = new Random(seed);
    List<Span> sent = new RandomTraces(random).spans(TRACES);
    ReferenceModel model = new ReferenceModel(sent, Duration.ofSeconds(10));
    List<TopologyHarness> partitions = new ArrayList<>(List.of(harness, second, third));

    for (TopologyHarness partition : partitions) {
      int number = partitions.indexOf(partition);
      arrive(partition, spansOf(sent, number, seed), random);
    }

    Collections.shuffle(partitions, random);
    assertIsTheModels(partitions, model);
  }

  /** The spans of those traces that fall to a partition, another one with each seed. */
  private static List<Span> spansOf(List<Span> sent, int partition, int seed) {
    return sent.stream()
        .filter(span -> Math.floorMod(span.traceId().low() / (2L * seed + 1), 3) == partition)
        .toList();
  }

  private static void assertIsTheModels(List<TopologyHarness> partitions, ReferenceModel model) {
    Map<String, Tally> statistics = new TreeMap<>();
    Map<TraceId, List<Trace>> emitted = new TreeMap<>();
    for (TopologyHarness partition : partitions) {
      partition.rows().forEach((key, row) -> add(statistics, key, row));
      partition
          .traces()
          .forEach(t -> emitted.computeIfAbsent(t.traceId(), id -> new ArrayList<>()).add(t));
    }
    assertThat(told(statistics)).isEqualTo(told(model.statistics()));
    assertThat(emitted.keySet()).isEqualTo(model.traces().keySet());
    emitted.forEach((id, revisions) -> assertIsWhole(revisions, model.traces().get(id).values()));
  }

  private static void add(Map<String, Tally> statistics, String key, StatisticsRow row) {
    statistics.computeIfAbsent(key, k -> Tally.emptyFor(row.subject())).addAll(row.tally());
  }

  /** Each span at a moment of its own, some of them again later. */
  private static void arrive(TopologyHarness harness, List<Span> sent, Random random) {
    // The spans are over when they come: none may be ahead of its record's time.
    harness.passes(Duration.ofSeconds(60));
    record Arrival(long millis, Span span) {}
    List<Arrival> arrivals = new ArrayList<>();
    for (Span span : sent) {
      boolean late = random.nextInt(6) == 0;
      arrivals.add(new Arrival(random.nextInt(late ? LATEST_MILLIS : 1_500), span));
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
          StringBuilder text = new StringBuilder("errors " + tally.errors());
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
    assertThat(spans).containsExactlyInAnyOrderElementsOf(sent);
    assertThat(revisions).extracting(Trace::revision).doesNotHaveDuplicates().isSorted();
    Trace last = revisions.get(revisions.size() - 1);
    assertThat(last.outcome()).isEqualTo(Trace.judge(spans));
  }
}
