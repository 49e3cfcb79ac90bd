package io.spanline.bench.examine;

import io.spanline.bench.examine.RunExamination.OtherTraffic;
import io.spanline.bench.examine.RunFinding.SpanCount;
import io.spanline.harness.process.TopicReader;
import io.spanline.harness.traffic.PlannedTraffic;
import io.spanline.model.Outcome;
import io.spanline.model.Span;
import io.spanline.model.SpanKey;
import io.spanline.model.Trace;
import io.spanline.model.TraceId;
import io.spanline.topic.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares the records of a plan's traces with the spans that were sent. */
final class Emissions {
  private final Map<TraceId, Map<SpanKey, Span>> sent = new LinkedHashMap<>();
  private final Map<TraceId, List<Trace>> emitted = new HashMap<>();
  private final OtherTraffic others;
  private final UnaryOperator<Span> unchanged;
  private long foreign;

  /**
   * What became of a plan's spans.
   *
   * @param foreign emitted spans that are not on the list
   * @param traces of the list, something of which was emitted
   * @param records of those traces, each revision once
   * @param problems traces that are not as the list says, a line each
   */
  record Delivery(SpanCount spans, long foreign, long traces, long records, List<String> problems) {
    Delivery {
      problems = List.copyOf(problems);
    }
  }

  /**
   * Starts with a list of whole traces and no records.
   *
   * @param others of others, who may have a trace evicted
   * @param unchanged leaves of a span what its way does not change
   */
  Emissions(List<Span> spans, OtherTraffic others, UnaryOperator<Span> unchanged) {
    this.others = others;
    this.unchanged = unchanged;
    for (Span span : spans) {
      sent.computeIfAbsent(span.traceId(), id -> new LinkedHashMap<>()).put(span.key(), span);
    }
  }

  /** Reads the topic {@code traces} and holds it against the list. */
  static Delivery of(PlannedTraffic traffic, String bootstrap, OtherTraffic others) {
    List<Span> spans = traffic.plan().spans(traffic.chapters());
    Emissions emissions = new Emissions(spans, others, traffic::unchanged);
    TopicReader.forEach(bootstrap, Topics.TRACES, record -> emissions.add(record.value()));
    return emissions.delivery();
  }

  /** One more record, in the order of the topic. */
  void add(Trace record) {
    Map<SpanKey, Span> known = sent.get(record.traceId());
    if (known == null) {
      foreign += record.spans().size();
    } else {
      foreign += record.spans().stream().filter(span -> !known.containsKey(span.key())).count();
      emitted.computeIfAbsent(record.traceId(), id -> new ArrayList<>()).add(record);
    }
  }

  /** What became of the spans. */
  Delivery delivery() {
    long spans = 0;
    long lost = 0;
    long doubled = 0;
    long records = 0;
    List<String> problems = new ArrayList<>();
    for (Map.Entry<TraceId, Map<SpanKey, Span>> trace : sent.entrySet()) {
      List<Trace> its = emitted.getOrDefault(trace.getKey(), List.of());
      Map<SpanKey, Long> times =
          its.stream()
              .flatMap(record -> record.spans().stream())
              .collect(Collectors.groupingBy(Span::key, Collectors.counting()));
      Set<SpanKey> keys = trace.getValue().keySet();
      long missing = keys.stream().filter(key -> !times.containsKey(key)).count();
      spans += keys.size();
      lost += missing;
      doubled += keys.stream().mapToLong(key -> times.getOrDefault(key, 1L) - 1).sum();
      if (!its.isEmpty()) {
        records += its.stream().map(Trace::revision).distinct().count();
        String wrong = wrong(trace.getValue(), its, missing == 0);
        if (wrong != null) {
          problems.add("trace %s %s".formatted(trace.getKey(), wrong));
        }
      }
    }
    return new Delivery(
        new SpanCount(spans, lost, doubled), foreign, emitted.size(), records, problems);
  }

  private @Nullable String wrong(Map<SpanKey, Span> sent, List<Trace> records, boolean whole) {
    for (Trace record : records) {
      for (Span span : record.spans()) {
        Span original = sent.get(span.key());
        if (original != null && !isSame(unchanged.apply(original), unchanged.apply(span))) {
          return "has a span that is not as it was sent: %s was %s"
              .formatted(span, original)
              .replaceAll("\\s+", " ");
        }
      }
    }
    String numbers = wrongNumbers(records);
    return numbers != null || !whole ? numbers : wrongOutcome(sent, records);
  }

  /** A revision that is emitted twice must say the same twice. */
  private static @Nullable String wrongNumbers(List<Trace> records) {
    Map<Integer, Trace> revisions = new TreeMap<>();
    for (Trace record : records) {
      Trace before = revisions.putIfAbsent(record.revision(), record);
      if (before != null && !new HashSet<>(before.spans()).equals(Set.copyOf(record.spans()))) {
        return "has two revisions " + record.revision();
      }
    }
    int number = 1;
    for (int revision : revisions.keySet()) {
      if (revision != number++) {
        return "has revisions %s".formatted(revisions.keySet());
      }
    }
    return null;
  }

  private @Nullable String wrongOutcome(Map<SpanKey, Span> sent, List<Trace> records) {
    Outcome wanted = Trace.judge(List.copyOf(sent.values()));
    Trace joined = Trace.join(records);
    Trace last =
        records.stream()
            .filter(record -> record.revision() == joined.revision())
            .findFirst()
            .orElseThrow();
    for (Outcome is : List.of(joined.outcome(), last.outcome())) {
      if (!lessOthersDoing(is).equals(wanted)) {
        return "ended as %s in %d records, its spans say %s".formatted(is, records.size(), wanted);
      }
    }
    return null;
  }

  private Outcome lessOthersDoing(Outcome outcome) {
    if (others == OtherTraffic.NONE) {
      return outcome;
    }
    return new Outcome(
        outcome.remoteParent(),
        outcome.reasons().stream().filter(each -> each != Outcome.Reason.EVICTED).toList(),
        outcome.missingParents(),
        outcome.cut());
  }

  /** A scope or resource of nothing is the same whether it is written or left out. */
  private static boolean isSame(Span one, Span other) {
    return one.otlp().equals(other.otlp())
        && one.origin().getResource().equals(other.origin().getResource())
        && one.origin().getSchemaUrl().equals(other.origin().getSchemaUrl())
        && one.scope().getScope().equals(other.scope().getScope())
        && one.scope().getSchemaUrl().equals(other.scope().getSchemaUrl());
  }
}
