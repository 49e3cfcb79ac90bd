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

  /**
   * A call of a CLIENT span, or what one end of a message says.
   *
   * @param seen the span that says when it was and whether it failed
   */
  private record Called(Span seen, Span exit, @Nullable Span entry) {
    boolean isUnanswered() {
      return entry == null && seen.kind() == SpanKind.CLIENT;
    }
  }

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
        addCall(span, entryUnder.get(span.spanId()));
      }
    }
  }

  /** A message is a call to where it was sent, and one to the service that took it. */
  private void addCall(Span exit, @Nullable Span entry) {
    if (exit.kind() != SpanKind.PRODUCER) {
      put(
          calls,
          edge(exit, exit.attribute("peer.service").orElseThrow(), exit),
          new Called(exit, exit, entry));
      return;
    }
    String destination = "kafka:" + exit.attribute("messaging.destination.name").orElseThrow();
    put(calls, edge(exit, destination, exit), new Called(exit, exit, null));
    if (entry != null) {
      put(calls, edge(exit, entry.service(), entry), new Called(entry, exit, entry));
    }
  }

  private RowKey edge(Span exit, String callee, Span seen) {
    return RowKey.edge(exit.service(), callee, window(seen));
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
    List<Long> client = new ArrayList<>();
    List<Long> server = new ArrayList<>();
    List<Long> gap = new ArrayList<>();
    for (Called call : all) {
      Span exit = call.exit();
      Span entry = call.entry();
      if (call.seen().equals(exit)) {
        client.add(exit.durationNanos());
      }
      if (entry != null) {
        server.add(entry.durationNanos());
        gap.add(
            exit.kind() == SpanKind.PRODUCER
                ? entry.startNanos() - exit.endNanos()
                : exit.durationNanos() - entry.durationNanos());
      }
    }
    List<Span> seen = all.stream().map(Called::seen).toList();
    long unanswered = all.stream().filter(Called::isUnanswered).count();
    return new Figures(
        new Counts(all.size(), errors(seen), unanswered),
        latencies(client),
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
