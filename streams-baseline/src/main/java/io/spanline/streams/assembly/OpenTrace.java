package io.spanline.streams.assembly;

import io.spanline.model.Span;
import io.spanline.model.SpanId;
import io.spanline.model.SpanKey;
import io.spanline.model.SpanLink;
import io.spanline.model.TraceId;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A trace, or the next revision of an emitted one, that still waits for spans. It knows by itself
 * when it is due. Times are milliseconds; arrivals are by the partition's clock.
 */
final class OpenTrace {

  /**
   * A span with what assembly has to know of its record.
   *
   * @param arrivalMillis the partition's clock when it came
   * @param timestampMillis the timestamp of its record
   * @param bytes the size of its fragment
   */
  record Arrival(Span span, long arrivalMillis, long timestampMillis, int bytes) {}

  // A trace that loses more is beyond repair; its memory must not grow on.
  private static final int MOST_CUT_KEYS = 4_096;

  private final TraceId traceId;
  private final @Nullable ClosedTrace earlier;
  private final AssemblyRules rules;
  private final Map<SpanKey, Arrival> arrivals = new LinkedHashMap<>();
  private final Set<SpanId> known = new HashSet<>();
  private final Set<SpanId> awaited = new HashSet<>();
  private final Set<SpanKey> emitted = new HashSet<>();
  private final Set<SpanKey> cutBefore = new HashSet<>();
  private final Set<SpanKey> newlyCut = new HashSet<>();
  private boolean rooted;
  private int bytes;
  private int cut;
  private long first = Long.MAX_VALUE;
  private long last;
  private long timestamp;

  /**
   * @param earlier what was emitted of the trace already; null where nothing was
   */
  OpenTrace(TraceId traceId, @Nullable ClosedTrace earlier, AssemblyRules rules) {
    this.traceId = traceId;
    this.earlier = earlier;
    this.rules = rules;
    if (earlier != null) {
      bytes = earlier.bytes();
      earlier.links().forEach(this::link);
      earlier.links().forEach(link -> emitted.add(link.key()));
      cutBefore.addAll(earlier.cutKeys());
    }
  }

  TraceId traceId() {
    return traceId;
  }

  @Nullable ClosedTrace earlier() {
    return earlier;
  }

  int revision() {
    return earlier == null ? 1 : earlier.revision() + 1;
  }

  /** Whether the span came before, be it kept or cut. */
  boolean holds(SpanKey key) {
    return arrivals.containsKey(key)
        || emitted.contains(key)
        || newlyCut.contains(key)
        || cutBefore.contains(key);
  }

  /** Whether the caps leave room for a further span of that size. */
  boolean hasRoomFor(int spanBytes) {
    return emitted.size() + arrivals.size() < rules.maxSpans()
        && (long) bytes + spanBytes <= rules.maxBytes();
  }

  void add(Arrival arrival) {
    arrivals.put(arrival.span().key(), arrival);
    link(arrival.span().link());
    bytes += arrival.bytes();
    timestamp = Math.max(timestamp, arrival.timestampMillis());
    touch(arrival.arrivalMillis());
  }

  /** Sets how many spans the caps have cut since the last emission. */
  void cut(int spans, long arrivalMillis) {
    cut = spans;
    touch(arrivalMillis);
  }

  int cut() {
    return cut;
  }

  /** Remembers a span that was cut, by which a duplicate is known; false where there are many. */
  boolean rememberCut(SpanKey key) {
    return cutBefore.size() + newlyCut.size() < MOST_CUT_KEYS && newlyCut.add(key);
  }

  /** The spans cut since the last emission, as far as remembered. */
  Set<SpanKey> newlyCut() {
    return newlyCut;
  }

  /** The spans cut from all revisions, as far as remembered. */
  Set<SpanKey> cutKeys() {
    Set<SpanKey> keys = new HashSet<>(cutBefore);
    keys.addAll(newlyCut);
    return keys;
  }

  /** When the trace is to be emitted if nothing more comes. */
  long dueMillis() {
    long quiet = (isComplete() ? rules.settle() : rules.gap()).toMillis();
    return Math.min(last + quiet, first + rules.lifetime().toMillis());
  }

  /** The spans since the last emission, in the order they came. */
  Collection<Arrival> arrivals() {
    return arrivals.values();
  }

  int bytes() {
    return bytes;
  }

  /** The highest timestamp among the records of the spans. */
  long timestampMillis() {
    return timestamp;
  }

  /**
   * Rooted, and no parent missing; a root that is only local waits the gap, as its caller may run.
   */
  private boolean isComplete() {
    return rooted && awaited.isEmpty();
  }

  private void link(SpanLink link) {
    known.add(link.key().spanId());
    awaited.remove(link.key().spanId());
    SpanId parent = link.parentId();
    if (parent == null) {
      rooted = true;
    } else if (!known.contains(parent)) {
      awaited.add(parent);
    }
  }

  private void touch(long arrivalMillis) {
    first = Math.min(first, arrivalMillis);
    last = Math.max(last, arrivalMillis);
  }
}
