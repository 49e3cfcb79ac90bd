package io.spanline.streams.assembly;

import io.spanline.model.CutPlace;
import io.spanline.model.Parentage;
import io.spanline.model.SpanFacts;
import io.spanline.model.SpanKey;
import io.spanline.model.SpanLink;
import io.spanline.model.TraceId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A trace, or the next revision of an emitted one, that still waits for spans. It knows by itself
 * when it is due, and which spans its caps cut, in an order that is the spans' own, so that what is
 * kept does not depend on that in which they came. Times are milliseconds; arrivals are by the
 * partition's clock.
 */
final class OpenTrace {
  // Late enough, and a lifetime can still be added.
  private static final long NEVER = Long.MAX_VALUE / 2;

  private final TraceId traceId;
  private final @Nullable RememberedTrace earlier;
  private final AssemblyRules rules;
  private final SpanCaps caps;
  private final Map<SpanKey, Arrival> arrivals = new LinkedHashMap<>();
  private final Map<SpanKey, CutSpan> cutSpans = new LinkedHashMap<>();
  private final Set<SpanKey> ofEarlier = new HashSet<>();
  private final Parentage parentage = new Parentage();
  // Most traces never reach a cap: the order is made when one first does.
  private @Nullable PriorityQueue<Arrival> firstCutFirst;
  private @Nullable CutPlace lastCut;
  private Refused refused = Refused.NONE;
  private long bytes;
  private long heapBytes = HeapEstimate.TRACE;
  private long first = NEVER;
  private long last;
  private long timestamp;

  /**
   * Spans that were cut when no more could be remembered.
   *
   * @param arrivalMillis the partition's clock when the last of them came
   * @param timestampMillis the highest timestamp among their records
   */
  record Refused(int spans, long arrivalMillis, long timestampMillis) {
    static final Refused NONE = new Refused(0, 0, 0);

    Refused and(Arrival further) {
      long timestamp = Math.max(timestampMillis, further.timestampMillis());
      return new Refused(spans + 1, further.arrivalMillis(), timestamp);
    }
  }

  /**
   * @param earlier what was emitted of the trace already; null if nothing was
   */
  OpenTrace(
      TraceId traceId, @Nullable RememberedTrace earlier, AssemblyRules rules, SpanCaps caps) {
    this.traceId = traceId;
    this.earlier = earlier;
    this.rules = rules;
    this.caps = caps;
    if (earlier != null) {
      bytes = earlier.bytes();
      heapBytes += HeapEstimate.earlier(earlier.links().size(), earlier.unpaired().size());
      for (SpanLink link : earlier.links()) {
        parentage.add(link);
        ofEarlier.add(link.key());
      }
    }
  }

  TraceId traceId() {
    return traceId;
  }

  @Nullable RememberedTrace earlier() {
    return earlier;
  }

  int revision() {
    return earlier == null ? 1 : earlier.revision() + 1;
  }

  /** Whether the span came before, be it kept or cut. */
  boolean holds(SpanKey key) {
    return arrivals.containsKey(key) || cutSpans.containsKey(key) || ofEarlier.contains(key);
  }

  /**
   * Whether the span can be kept, or cut so that its facts are kept. Else too many spans were cut
   * to remember any more, whatever its size.
   */
  boolean takes(Arrival arrival) {
    int before = earlier == null ? 0 : earlier.links().size() - earlier.spans();
    int cut = before + cutSpans.size();
    return isCut(arrival) ? caps.allowCut(cut) : caps.take(arrival, cut, keptSpans(), bytes);
  }

  /** Adds a span, whatever the caps say. */
  void add(Arrival arrival) {
    arrivals.put(arrival.key(), arrival);
    parentage.add(arrival.facts().link());
    bytes += arrival.bytes();
    heapBytes += arrival.heapBytes();
    if (firstCutFirst != null) {
      firstCutFirst.add(arrival);
    }
    touch(arrival.arrivalMillis(), arrival.timestampMillis());
  }

  /**
   * Cuts spans that came since the last emission, until the caps are kept. Spans of earlier
   * revisions fill the caps, too.
   *
   * <p>What stays is the same in any order: all that is not before the last span that was cut, and
   * with that one it would exceed a cap. A span that no cap takes alone is cut, and decides
   * nothing.
   */
  List<CutSpan> cutToCaps() {
    if (lastCut == null && caps.allow(keptSpans(), bytes)) {
      return List.of();
    }
    if (firstCutFirst == null) {
      firstCutFirst =
          new PriorityQueue<>(
              Comparator.<Arrival, Boolean>comparing(span -> fitsAlone(span.bytes()))
                  .thenComparing(Arrival::cutPlace));
      firstCutFirst.addAll(arrivals.values());
    }
    List<CutSpan> cut = new ArrayList<>();
    for (Arrival first = firstCutFirst.peek();
        first != null && (isCut(first) || !caps.allow(keptSpans(), bytes));
        first = firstCutFirst.peek()) {
      firstCutFirst.remove();
      arrivals.remove(first.key());
      bytes -= first.bytes();
      heapBytes -= first.heapBytes();
      addCut(first.cut());
      cut.add(first.cut());
    }
    return cut;
  }

  private boolean fitsAlone(int spanBytes) {
    return spanBytes <= caps.maxBytes();
  }

  private boolean isCut(Arrival arrival) {
    return lastCut != null && arrival.cutPlace().compareTo(lastCut) < 0;
  }

  /** Remembers a span that the caps cut. */
  void addCut(CutSpan span) {
    cutSpans.put(span.facts().key(), span);
    boolean counts = fitsAlone(span.bytes());
    if (counts && (lastCut == null || lastCut.compareTo(span.cutPlace()) < 0)) {
      lastCut = span.cutPlace();
    }
    parentage.add(span.facts().link());
    heapBytes += HeapEstimate.CUT_SPAN;
    touch(span.arrivalMillis(), span.timestampMillis());
  }

  /** Sets how many spans were cut without being remembered. */
  void refused(Refused spans) {
    refused = spans;
    touch(spans.arrivalMillis(), spans.timestampMillis());
  }

  Refused refused() {
    return refused;
  }

  /** The spans that the caps cut since the last emission, in the order they were cut. */
  Collection<CutSpan> cutSpans() {
    return cutSpans.values();
  }

  /** How many spans the caps cut since the last emission. */
  int truncated() {
    return cutSpans.size() + refused.spans();
  }

  /** When the trace is to be emitted if nothing more comes. */
  long dueMillis() {
    long quiet = (parentage.isWhole() ? rules.settle() : rules.gap()).toMillis();
    return Math.min(last + quiet, first + rules.lifetime().toMillis());
  }

  /** When its first span came. */
  long firstMillis() {
    return first;
  }

  /** The spans since the last emission that are kept, in the order they came. */
  Collection<Arrival> arrivals() {
    return arrivals.values();
  }

  /** The facts of every span since the last emission, be it kept or cut. */
  List<SpanFacts> facts() {
    List<SpanFacts> facts = new ArrayList<>(arrivals.size() + cutSpans.size());
    arrivals.values().forEach(arrival -> facts.add(arrival.facts()));
    cutSpans.values().forEach(cut -> facts.add(cut.facts()));
    return facts;
  }

  /** Bytes of the kept spans of all revisions. */
  long bytes() {
    return bytes;
  }

  /** What the trace takes of the heap, by estimate. */
  long heapBytes() {
    return heapBytes;
  }

  /** The highest timestamp among the records of the spans. */
  long timestampMillis() {
    return timestamp;
  }

  private int keptSpans() {
    return arrivals.size() + (earlier == null ? 0 : earlier.spans());
  }

  private void touch(long arrivalMillis, long timestampMillis) {
    first = Math.min(first, arrivalMillis);
    last = Math.max(last, arrivalMillis);
    timestamp = Math.max(timestamp, timestampMillis);
  }
}
