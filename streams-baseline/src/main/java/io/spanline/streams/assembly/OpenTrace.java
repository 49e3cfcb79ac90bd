package io.spanline.streams.assembly;

import io.spanline.model.CutPlace;
import io.spanline.model.Outcome;
import io.spanline.model.Parentage;
import io.spanline.model.SpanFacts;
import io.spanline.model.SpanKey;
import io.spanline.model.SpanLink.Ending;
import io.spanline.model.TraceId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
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
  private final LogPlace place = new LogPlace(this);
  private final Map<SpanKey, Arrival> arrivals = new LinkedHashMap<>();
  private final Map<SpanKey, CutSpan> cutSpans = new LinkedHashMap<>();
  private final Map<SpanKey, RememberedSpan> ofEarlier = new HashMap<>();
  private final Parentage parentage = new Parentage();
  // Most traces never reach a cap: the order is made when one first does.
  private @Nullable TreeSet<Arrival> firstCutFirst;
  private @Nullable CutPlace lastCut;
  private Refused refused = Refused.NONE;
  private long bytes;
  private long heapBytes = HeapEstimate.TRACE;
  private long first = NEVER;
  private long last;
  // Spans that a revision before this one had unfinished: their place is theirs.
  private int endedSince;
  private long timestamp;
  private long oldest = NEVER;

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
      lastCut = earlier.lastCut();
      heapBytes += HeapEstimate.earlier(earlier.links().size(), earlier.unpaired().size());
      for (RememberedSpan span : earlier.links()) {
        parentage.add(span.link());
        ofEarlier.put(span.key(), span);
      }
    }
  }

  /** The last in the order of the cut that a cap cut; null if none did. */
  @Nullable CutPlace lastCut() {
    return lastCut;
  }

  TraceId traceId() {
    return traceId;
  }

  @Nullable RememberedTrace earlier() {
    return earlier;
  }

  /** Where a restart finds the trace. */
  LogPlace place() {
    return place;
  }

  /** The span if it came since the last emission and is kept, else null. */
  @Nullable Arrival kept(SpanKey key) {
    return arrivals.get(key);
  }

  /** The span if it came since the last emission and was cut, else null. */
  @Nullable CutSpan cut(SpanKey key) {
    return cutSpans.get(key);
  }

  int revision() {
    return earlier == null ? 1 : earlier.revision() + 1;
  }

  /** How the span had ended when it came, be it kept or cut; null if it did not come. */
  @Nullable Ending ending(SpanKey key) {
    Arrival kept = arrivals.get(key);
    CutSpan cut = cutSpans.get(key);
    RememberedSpan emitted = ofEarlier.get(key);
    if (kept != null) {
      return kept.facts().link().ending();
    }
    if (cut != null) {
      return cut.facts().link().ending();
    }
    return emitted == null ? null : emitted.link().ending();
  }

  /** Whether the span came since the last emission. */
  boolean awaits(SpanKey key) {
    return arrivals.containsKey(key) || cutSpans.containsKey(key);
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

  /**
   * Adds a span, whatever the caps say. It takes the place of a copy that had not ended; what was
   * cut stays cut.
   */
  void add(Arrival arrival) {
    if (cutSpans.containsKey(arrival.key())) {
      addCut(arrival.cut());
      return;
    }
    Arrival copy = arrivals.put(arrival.key(), arrival);
    if (copy != null) {
      leave(copy);
    }
    parentage.add(arrival.facts().link());
    endedSince += ofEarlier.containsKey(arrival.key()) ? 1 : 0;
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
          new TreeSet<>(
              Comparator.<Arrival, Boolean>comparing(span -> fitsAlone(span.bytes()))
                  .thenComparing(Arrival::cutPlace));
      firstCutFirst.addAll(arrivals.values());
    }
    List<CutSpan> cut = new ArrayList<>();
    while (!firstCutFirst.isEmpty()
        && (isCut(firstCutFirst.first()) || !caps.allow(keptSpans(), bytes))) {
      Arrival first = firstCutFirst.first();
      arrivals.remove(first.key());
      leave(first);
      addCut(first.cut());
      cut.add(first.cut());
    }
    return cut;
  }

  private void leave(Arrival arrival) {
    endedSince -= ofEarlier.containsKey(arrival.key()) ? 1 : 0;
    bytes -= arrival.bytes();
    heapBytes -= arrival.heapBytes();
    if (firstCutFirst != null) {
      firstCutFirst.remove(arrival);
    }
  }

  private boolean fitsAlone(int spanBytes) {
    return spanBytes <= caps.maxBytes();
  }

  private boolean isCut(Arrival arrival) {
    return lastCut != null && arrival.cutPlace().compareTo(lastCut) < 0;
  }

  /** Remembers a span that the caps cut. */
  void addCut(CutSpan span) {
    CutSpan copy = cutSpans.put(span.facts().key(), span);
    boolean counts = fitsAlone(span.bytes());
    if (counts && (lastCut == null || lastCut.compareTo(span.cutPlace()) < 0)) {
      lastCut = span.cutPlace();
    }
    parentage.add(span.facts().link());
    heapBytes += copy == null ? HeapEstimate.CUT_SPAN : 0;
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

  /** What the caps cut from all revisions. */
  Outcome.Cut cut() {
    Outcome.Cut cut = Outcome.Cut.of(cutSpans.keySet()).and(refused.cut());
    return earlier == null ? cut : earlier.cut().and(cut);
  }

  /** The outcome of all revisions together, if no more came. */
  Outcome outcome() {
    return RememberedSpan.outcome(links(), cut());
  }

  /** All that is known of the spans of all revisions, be they kept or cut. */
  List<RememberedSpan> links() {
    List<RememberedSpan> links = new ArrayList<>();
    ofEarlier.values().stream().filter(span -> !awaits(span.key())).forEach(links::add);
    facts().forEach(span -> links.add(RememberedSpan.of(span)));
    return links;
  }

  /** Whether an earlier revision had the span. */
  boolean isRevised(SpanKey key) {
    return ofEarlier.containsKey(key);
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

  /** When its last span came. */
  long lastMillis() {
    return last;
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

  /** The lowest timestamp among the records of the spans. */
  long oldestMillis() {
    return oldest;
  }

  private int keptSpans() {
    return arrivals.size() - endedSince + (earlier == null ? 0 : earlier.spans());
  }

  private void touch(long arrivalMillis, long timestampMillis) {
    first = Math.min(first, arrivalMillis);
    last = Math.max(last, arrivalMillis);
    timestamp = Math.max(timestamp, timestampMillis);
    oldest = Math.min(oldest, timestampMillis);
  }
}
