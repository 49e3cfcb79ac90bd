package io.spanline.statistics;

import io.spanline.model.Call;
import io.spanline.model.Span;
import io.spanline.model.SpanFacts;
import io.spanline.model.SpanId;
import io.spanline.model.SpanKey;
import io.spanline.model.SpanKind;
import io.spanline.model.TraceId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What traces and statistics must come to, told from the whole list of spans at once: without
 * order, time, partitions or revisions. It is short so that a reader can see that it is right.
 */
public final class ReferenceModel {
  private final Map<TraceId, Map<SpanKey, Span>> traces = new TreeMap<>();
  private final Map<String, Tally> statistics = new TreeMap<>();
  private final Duration window;

  public ReferenceModel(Collection<Span> spans, Duration window) {
    this.window = window;
    spans.forEach(
        span ->
            traces
                .computeIfAbsent(span.traceId(), id -> new LinkedHashMap<>())
                .putIfAbsent(span.key(), span));
    traces.values().forEach(trace -> count(trace.values()));
  }

  /** Every span once, by trace and by who it is. */
  public Map<TraceId, Map<SpanKey, Span>> traces() {
    return traces;
  }

  /** Requests by {@code service@window} and {@code service/operation@window}, calls by edge. */
  public Map<String, Tally> statistics() {
    return statistics;
  }

  /** The earliest entry span answers; of calls that share an id, the earliest is answered. */
  private void count(Collection<Span> trace) {
    Comparator<Span> byStart = Comparator.comparing(Span::facts, SpanFacts.BY_START);
    List<Span> spans = trace.stream().sorted(byStart).toList();
    Set<SpanId> answered = new HashSet<>();
    for (Span span : spans) {
      if (span.kind().isEntry()) {
        requests(new StatisticsSubject.Service(span.service()), span);
        requests(new StatisticsSubject.Operation(span.service(), span.operation()), span);
      } else if (span.kind().isExit()) {
        boolean first = answered.add(span.spanId());
        Optional<Span> entry =
            spans.stream().filter(other -> first && answers(other, span)).findFirst();
        String peer = span.attribute("peer.service").orElse(Call.UNKNOWN_CALLEE);
        String callee = entry.map(Span::service).orElse(peer);
        calls(new StatisticsSubject.Edge(span.service(), callee), span, entry.orElse(null));
      }
    }
  }

  private void requests(StatisticsSubject subject, Span entry) {
    ((RequestTally) tally(subject, entry)).add(entry.durationNanos(), entry.isError());
  }

  private void calls(StatisticsSubject subject, Span exit, @Nullable Span entry) {
    CallTally tally = (CallTally) tally(subject, exit);
    tally.addCall(exit.durationNanos(), exit.isError());
    if (entry != null) {
      long gap =
          exit.kind() == SpanKind.PRODUCER
              ? entry.startNanos() - exit.endNanos()
              : exit.durationNanos() - entry.durationNanos();
      tally.addAnswer(entry.durationNanos(), gap);
    }
  }

  private static boolean answers(Span entry, Span exit) {
    @Nullable SpanId parent = entry.parentId();
    return entry.kind().isEntry() && exit.spanId().equals(parent);
  }

  private Tally tally(StatisticsSubject subject, Span span) {
    long millis = span.end().toEpochMilli();
    Instant start = Instant.ofEpochMilli(millis - Math.floorMod(millis, window.toMillis()));
    return statistics.computeIfAbsent(subject.key() + "@" + start, key -> Tally.emptyFor(subject));
  }
}
