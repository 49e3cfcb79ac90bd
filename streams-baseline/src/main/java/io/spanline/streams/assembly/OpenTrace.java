package io.spanline.streams.assembly;

import io.spanline.model.Parentage;
import io.spanline.model.SpanFacts;
import io.spanline.model.SpanKey;
import io.spanline.model.SpanLink;
import io.spanline.model.TraceId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A trace, or the next revision of an emitted one, that still waits for spans. It knows by itself
 * when it is due, and which spans its caps cut: the largest, so that what is kept does not depend
 * on the order in which spans came. Times are milliseconds; arrivals are by the partition's clock.
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
  // Most traces never reach a cap: the order by size is made when one first does.
  private @Nullable PriorityQueue<Arrival> largestFirst;
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
    return caps.take(arrival, before + cutSpans.size(), keptSpans(), bytes);
  }

  /** Adds a span, whatever the caps say. */
  void add(Arrival arrival) {
    arrivals.put(arrival.key(), arrival);
    parentage.add(arrival.facts().link());
    bytes += arrival.bytes();
    heapBytes += arrival.heapBytes();
    if (largestFirst != null) {
      largestFirst.add(arrival);
    }
    touch(arrival.arrivalMillis(), arrival.timestampMillis());
  }

  /**
   * Cuts the largest of the spans that came since the last emission, until the caps are kept. Spans
   * of earlier revisions fill the caps, too.
   *
   * <p>What stays is the same in any order: what is kept and the smallest span that was cut exceed
   * a cap together, always; so no span that is larger than a cut one can be kept.
   */
  List<CutSpan> cutToCaps() {
    List<CutSpan> cut = new ArrayList<>();
    while (!caps.allow(keptSpans(), bytes) && !arrivals.isEmpty()) {
      if (largestFirst == null) {
        largestFirst = new PriorityQueue<>(Arrival.LARGEST_FIRST);
        largestFirst.addAll(arrivals.values());
      }
      Arrival largest = largestFirst.remove();
      arrivals.remove(largest.key());
      bytes -= largest.bytes();
      heapBytes -= largest.heapBytes();
      addCut(largest.cut());
      cut.add(largest.cut());
    }
    return cut;
  }

  /** Remembers a span that the caps cut. */
  void addCut(CutSpan span) {
    cutSpans.put(span.facts().key(), span);
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
