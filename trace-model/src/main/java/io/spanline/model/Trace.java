package io.spanline.model;

import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An assembled trace, or a revision of one: revision 1 holds the spans of the first emission, each
 * later one only the spans that came since. Spans are ordered by start, then by id.
 */
public record Trace(TraceId traceId, int revision, Outcome outcome, List<Span> spans) {
  public Trace {
    if (revision < 1) {
      throw new IllegalArgumentException("revision must be at least 1, was " + revision);
    }
    if (spans.isEmpty()) {
      throw new IllegalArgumentException("a trace must have a span, " + traceId + " has none");
    }
    Span[] ordered = spans.toArray(Span[]::new);
    if (!inOrder(spans)) {
      Arrays.sort(ordered, Trace::byStart);
    }
    spans = Collections.unmodifiableList(Arrays.asList(ordered));
  }

  /**
   * The records of one trace, in the order of their topic, as one trace with the highest revision's
   * number. The outcome is that of the joined spans, not of any record: one that came after the
   * horizon is a revision 1 again and knows nothing of the others. A span that two records hold is
   * the first one's, or the first that had ended.
   */
  public static Trace join(List<Trace> records) {
    Trace last = records.stream().max(Comparator.comparing(Trace::revision)).orElseThrow();
    Map<SpanKey, Span> joined = new LinkedHashMap<>();
    for (Trace record : records) {
      record.spans().forEach(span -> joined.merge(span.key(), span, Trace::ended));
    }
    List<Span> spans = List.copyOf(joined.values());
    return new Trace(last.traceId(), last.revision(), outcome(records, spans), spans);
  }

  private static Span ended(Span before, Span copy) {
    return before.link().isUnfinished() ? copy : before;
  }

  /** Spans that a cap cut stay cut; an eviction no longer matters where nothing is missing. */
  private static Outcome outcome(List<Trace> records, List<Span> joined) {
    Outcome outcome = judge(joined);
    if (!outcome.isComplete() && anyIs(Outcome.Reason.EVICTED, records)) {
      outcome = outcome.evicted();
    }
    return outcome.without(cut(records));
  }

  /**
   * The sum over all lives of the most that a revision of each says, since a revision counts the
   * cuts of those before it too. A life begins with a revision 1 whose spans no record had before;
   * one that brings some of them again is a copy.
   */
  private static Outcome.Cut cut(List<Trace> records) {
    Set<SpanKey> known = new HashSet<>();
    Outcome.Cut before = Outcome.Cut.NONE;
    Outcome.Cut ofThisLife = Outcome.Cut.NONE;
    for (Trace record : records) {
      List<SpanKey> keys = record.spans().stream().map(Span::key).toList();
      if (record.revision() == 1 && Collections.disjoint(known, keys)) {
        before = before.and(ofThisLife);
        ofThisLife = Outcome.Cut.NONE;
      }
      ofThisLife = ofThisLife.most(record.outcome().cut());
      known.addAll(keys);
    }
    return before.and(ofThisLife);
  }

  private static boolean anyIs(Outcome.Reason reason, List<Trace> records) {
    return records.stream().anyMatch(trace -> trace.outcome().reasons().contains(reason));
  }

  /**
   * What assembly would say of these spans if no more came: complete with a root whose every
   * descendant is known, or why not.
   */
  public static Outcome judge(List<Span> spans) {
    return Outcome.of(spans.stream().map(Span::link).toList());
  }

  /**
   * This trace without the spans that are cut first, as few as it takes; null if none is left. Once
   * one is cut, none before it in the {@linkplain CutPlace order} is kept, even if it would fit:
   * what is left depends on nothing but the spans. Those that do not fit alone are cut besides.
   */
  public @Nullable Trace cutTo(Predicate<Trace> fits) {
    if (fits.test(this)) {
      return this;
    }
    record Placed(CutPlace place, Span span) {}
    List<Span> lastCutFirst =
        new ArrayList<>(
            spans.stream()
                .map(span -> new Placed(span.cutPlace(), span))
                .sorted(Comparator.comparing(Placed::place).reversed())
                .map(Placed::span)
                .toList());
    int fitting = mostFitting(lastCutFirst, 0, fits);
    while (fitting < lastCutFirst.size()
        && !fits.test(keeping(List.of(lastCutFirst.get(fitting))))) {
      lastCutFirst.remove(fitting);
      fitting = mostFitting(lastCutFirst, fitting, fits);
    }
    return fitting == 0 ? null : keeping(lastCutFirst.subList(0, fitting));
  }

  /** How many of the first spans fit together, if at least so many do. */
  private int mostFitting(List<Span> lastCutFirst, int atLeast, Predicate<Trace> fits) {
    int fitting = atLeast;
    int most = lastCutFirst.size();
    while (fitting < most) {
      int middle = fitting + (most - fitting + 1) / 2;
      if (fits.test(keeping(lastCutFirst.subList(0, middle)))) {
        fitting = middle;
      } else {
        most = middle - 1;
      }
    }
    return fitting;
  }

  private Trace keeping(List<Span> kept) {
    List<SpanKey> keys = new ArrayList<>(spans.stream().map(Span::key).toList());
    keys.removeAll(new HashSet<>(kept.stream().map(Span::key).toList()));
    return new Trace(traceId, revision, outcome.without(Outcome.Cut.of(keys)), kept);
  }

  /**
   * The root span; else the only entry span whose parent is unknown and may be remote; else null.
   */
  public @Nullable Span root() {
    for (Span span : spans) {
      if (span.parentIdValue() == 0) {
        return span;
      }
    }
    Parentage parentage = new Parentage();
    spans.forEach(span -> parentage.add(span.link()));
    List<Span> candidates =
        spans.stream().filter(span -> parentage.isLocalRoot(span.link())).toList();
    return candidates.size() == 1 ? candidates.get(0) : null;
  }

  /**
   * The entry spans that are {@linkplain SpanTree#isRequest requests}, in order of their starts.
   */
  public List<Span> requests() {
    SpanTree<Span> tree = new SpanTree<>(spans);
    return spans.stream().filter(tree::isRequest).toList();
  }

  /** When its spans were under way. */
  public Timeline<Span> timeline() {
    return Timeline.of(spans);
  }

  /** Names of the services that made spans, in ascending order. */
  public List<String> services() {
    List<String> services = new ArrayList<>();
    for (Span span : spans) {
      int place = Collections.binarySearch(services, span.service());
      if (place < 0) {
        services.add(~place, span.service());
      }
    }
    return List.copyOf(services);
  }

  /** Every call, in order of its start. */
  public List<Call> calls() {
    return Call.among(spans, timeline());
  }

  /**
   * The start of the root, else of the earliest span, by the timeline; a span without a start says
   * nothing of the trace's.
   */
  public Instant start() {
    return Span.instant(startNanos(timeline()));
  }

  /** Nanoseconds from the start to the last end; 0 if that would be negative. */
  public long durationNanos() {
    Timeline<Span> timeline = timeline();
    long start = startNanos(timeline);
    long most = 0;
    for (Span span : spans) {
      most = Math.max(most, timeline.endNanos(span) - start);
    }
    return most;
  }

  private long startNanos(Timeline<Span> timeline) {
    Span root = root();
    if (root != null && root.startNanos() != 0) {
      return timeline.startNanos(root);
    }
    return spans.stream()
        .filter(span -> span.startNanos() != 0)
        .map(timeline::startNanos)
        .min(Long::compareUnsigned)
        .orElse(0L);
  }

  public int errorCount() {
    return (int) spans.stream().filter(Span::isError).count();
  }

  /** How many spans have times that say no duration. */
  public int untimed() {
    return (int) spans.stream().filter(span -> !span.isTimed()).count();
  }

  /** The trace as OTLP, its spans grouped under equal resources and scopes. */
  public TracesData otlp() {
    Map<ResourceSpans, Map<ScopeSpans, ScopeSpans.Builder>> groups = new LinkedHashMap<>();
    for (Span span : spans) {
      groups
          .computeIfAbsent(span.origin(), origin -> new LinkedHashMap<>())
          .computeIfAbsent(span.scope(), ScopeSpans::toBuilder)
          .addSpans(span.otlp());
    }
    TracesData.Builder data = TracesData.newBuilder();
    groups.forEach(
        (origin, scopes) -> {
          ResourceSpans.Builder group = origin.toBuilder();
          scopes.values().forEach(group::addScopeSpans);
          data.addResourceSpans(group);
        });
    return data.build();
  }

  /** The bytes of {@link #otlp()}. */
  public byte[] otlpBytes() {
    return SpanGroups.areSliced(spans) ? SpanBytes.of(SpanGroups.of(spans)) : otlp().toByteArray();
  }

  /** How many {@link #otlpBytes()} there are. */
  public int otlpSize() {
    return SpanGroups.areSliced(spans)
        ? SpanBytes.size(SpanGroups.of(spans))
        : otlp().getSerializedSize();
  }

  private static int byStart(Span one, Span other) {
    int order = Long.compareUnsigned(one.startNanos(), other.startNanos());
    if (order == 0) {
      order = Long.compareUnsigned(one.spanIdValue(), other.spanIdValue());
    }
    return order == 0 ? one.kind().compareTo(other.kind()) : order;
  }

  private static boolean inOrder(List<Span> spans) {
    Span before = null;
    for (Span span : spans) {
      if (before != null && byStart(before, span) > 0) {
        return false;
      }
      before = span;
    }
    return true;
  }
}
