package io.spanline.bench.examine;

import io.spanline.bench.examine.StatisticsRows.Counts;
import io.spanline.bench.examine.StatisticsRows.Figures;
import io.spanline.bench.examine.StatisticsRows.RowKey;
import io.spanline.harness.traffic.TracePlan;
import io.spanline.model.Span;
import io.spanline.model.SpanId;
import io.spanline.model.SpanKind;
import io.spanline.topic.EdgeStatistics.Latencies;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The statistics of a plan's spans, computed from their list in the plainest way. */
final class Reference {
  private final Instant base;
  private final SortedMap<RowKey, List<Span>> requests = new TreeMap<>();
  private final SortedMap<RowKey, List<Called>> calls = new TreeMap<>();

  private Reference(Instant base) {
    this.base = base;
  }

  /** Computes the rows of whole traces; windows count from the base. */
  static StatisticsRows of(Instant base, List<Span> spans) {
    Reference reference = new Reference(base);
    reference.add(spans);
    return reference.rows();
  }

  /** A call, and its answer or none: as a list, so that it can be of length 0. */
  private record Called(Span exit, List<Span> answer) {}

  private void add(List<Span> spans) {
    Map<SpanId, Span> entryUnder = new HashMap<>();
    for (Span span : spans) {
      SpanId parent = span.parentId();
      if (span.kind().isEntry() && parent != null) {
        entryUnder.put(parent, span);
      }
    }
    for (Span span : spans) {
      if (span.kind().isEntry()) {
        put(requests, RowKey.requests(span.service(), null, window(span)), span);
        put(requests, RowKey.requests(span.service(), span.operation(), window(span)), span);
      } else {
        Span answer = entryUnder.get(span.spanId());
        String callee = span.attribute("peer.service").orElseThrow();
        put(
            calls,
            RowKey.edge(span.service(), callee, window(span)),
            new Called(span, answer == null ? List.of() : List.of(answer)));
      }
    }
  }

  private StatisticsRows rows() {
    SortedMap<RowKey, Figures> rows = new TreeMap<>();
    requests.forEach((key, spans) -> rows.put(key, ofRequests(spans)));
    calls.forEach((key, all) -> rows.put(key, ofCalls(all)));
    return new StatisticsRows(rows);
  }

  private static Figures ofRequests(List<Span> spans) {
    return Figures.ofRequests(spans.size(), errors(spans), own(spans));
  }

  private static Figures ofCalls(List<Called> all) {
    List<Span> exits = all.stream().map(Called::exit).toList();
    List<Long> server = new ArrayList<>();
    List<Long> gap = new ArrayList<>();
    for (Called call : all) {
      for (Span answer : call.answer()) {
        server.add(answer.durationNanos());
        gap.add(
            call.exit().kind() == SpanKind.PRODUCER
                ? answer.startNanos() - call.exit().endNanos()
                : call.exit().durationNanos() - answer.durationNanos());
      }
    }
    return new Figures(
        new Counts(all.size(), errors(exits), all.size() - server.size()),
        own(exits),
        latencies(server),
        latencies(gap));
  }

  private static @Nullable Latencies own(List<Span> spans) {
    return latencies(spans.stream().map(Span::durationNanos).toList());
  }

  /** As an exact row of a topic has them, in milliseconds with six decimals; null if none are. */
  static @Nullable Latencies latencies(List<Long> nanos) {
    if (nanos.isEmpty()) {
      return null;
    }
    List<Long> sorted = nanos.stream().sorted().toList();
    return new Latencies(
        sorted.size(),
        nearestRank(sorted, 50) / 1e6,
        nearestRank(sorted, 95) / 1e6,
        sorted.get(0) / 1e6,
        sorted.get(sorted.size() - 1) / 1e6,
        sorted.stream().mapToLong(Long::longValue).sum() / 1e6,
        true);
  }

  private static long nearestRank(List<Long> sorted, int percent) {
    int rank = (sorted.size() * percent + 99) / 100;
    return sorted.get(Math.max(1, rank) - 1);
  }

  private static long errors(List<Span> spans) {
    return spans.stream().filter(Span::isError).count();
  }

  private Duration window(Span span) {
    long seconds = Duration.between(base, span.end()).toSeconds();
    long window = TracePlan.CHAPTER.toSeconds();
    return Duration.ofSeconds(seconds / window * window);
  }

  private static <T> void put(Map<RowKey, List<T>> rows, RowKey key, T one) {
    rows.computeIfAbsent(key, any -> new ArrayList<>()).add(one);
  }
}
