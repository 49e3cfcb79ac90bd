package io.spanline.statistics;

import io.spanline.model.Span;
import io.spanline.model.SpanKey;
import io.spanline.model.SpanKind;
import io.spanline.model.TraceId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
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
                .merge(span.key(), span, (one, copy) -> one.endNanos() == 0 ? copy : one));
    traces.values().forEach(trace -> count(new ReferenceTrace(trace.values())));
  }

  /** Every span once, by trace and by who it is; the finished one of two copies. */
  public Map<TraceId, Map<SpanKey, Span>> traces() {
    return traces;
  }

  /** Requests by {@code service@window} and {@code service/operation@window}, calls by edge. */
  public Map<String, Tally> statistics() {
    return statistics;
  }

  private void count(ReferenceTrace trace) {
    List<Span> requests = trace.requests();
    for (Span request : requests) {
      String service = request.service();
      count(trace, new StatisticsSubject.Service(service), request);
      count(trace, new StatisticsSubject.Operation(service, request.operation()), request);
    }
    for (Span call : trace.calls()) {
      boolean asks = call.kind() == SpanKind.CLIENT;
      Optional<Span> answer =
          requests.stream()
              .filter(entry -> asks && trace.caller(entry).filter(call::equals).isPresent())
              .findFirst();
      String callee = answer.map(Span::service).orElse(peer(call));
      Long client = ReferenceTrace.took(call);
      Long server = answer.map(ReferenceTrace::took).orElse(null);
      Long gap = client == null || server == null ? null : (Long) (client - server);
      calls(trace, new StatisticsSubject.Edge(call.service(), callee), call)
          .add(
              new CallCounts(1, failed(call), asks && answer.isEmpty() ? 1 : 0),
              new CallTimes(client, server, gap));
    }
    withoutClient(trace, requests);
  }

  private static String peer(Span call) {
    return call.attribute("peer.service")
        .or(() -> call.attribute("messaging.destination.name").map(name -> "kafka:" + name))
        .orElse("unknown");
  }

  /** Messages, which each service consumes once, and calls that no CLIENT span shows. */
  private void withoutClient(ReferenceTrace trace, List<Span> requests) {
    Set<List<Object>> consumed = new HashSet<>();
    for (Span entry : requests) {
      Span caller = trace.caller(entry).filter(one -> one.kind() != SpanKind.CLIENT).orElse(null);
      boolean isMessage = caller != null && caller.kind() == SpanKind.PRODUCER;
      if (caller == null
          || (isMessage
              ? !consumed.add(List.of(caller.key(), entry.service()))
              : caller.service().equals(entry.service()))) {
        continue;
      }
      Long gap = isMessage ? messageGap(trace, caller, entry) : null;
      calls(trace, new StatisticsSubject.Edge(caller.service(), entry.service()), entry)
          .add(
              new CallCounts(1, failed(entry), 0),
              new CallTimes(null, ReferenceTrace.took(entry), gap));
    }
  }

  /** From the producer's end to the consumer's start; null if either is not known. */
  private static @Nullable Long messageGap(ReferenceTrace trace, Span producer, Span consumer) {
    boolean guessed =
        trace.moved(consumer) != 0 && !ReferenceTrace.isOneProcess(producer, consumer);
    return guessed
            || ReferenceTrace.took(producer) == null
            || ReferenceTrace.took(consumer) == null
            || trace.start(consumer) < trace.start(producer)
        ? null
        : (Long) (trace.start(consumer) - trace.end(producer));
  }

  private void count(ReferenceTrace trace, StatisticsSubject subject, Span request) {
    ((RequestTally) tally(trace, subject, request))
        .add(new RequestCounts(1, failed(request), 0), ReferenceTrace.took(request));
  }

  private CallTally calls(ReferenceTrace trace, StatisticsSubject edge, Span seen) {
    return (CallTally) tally(trace, edge, seen);
  }

  private static int failed(Span span) {
    return span.isError() ? 1 : 0;
  }

  private Tally tally(ReferenceTrace trace, StatisticsSubject subject, Span span) {
    long millis = trace.end(span) / 1_000_000;
    Instant start = Instant.ofEpochMilli(millis - Math.floorMod(millis, window.toMillis()));
    return statistics.computeIfAbsent(subject.key() + "@" + start, key -> Tally.emptyFor(subject));
  }
}
