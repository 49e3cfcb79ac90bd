package io.spanline.streams.assembly;

import io.spanline.model.CutPlace;
import io.spanline.model.Linked;
import io.spanline.model.Outcome;
import io.spanline.model.Parentage;
import io.spanline.model.SpanFacts;
import io.spanline.model.SpanKey;
import io.spanline.model.SpanLink;
import io.spanline.model.SpanLink.Ending;
import io.spanline.model.TraceId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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

  private final OpenTraces.Common common;
  private final LogPlace place = new LogPlace(this);
  private final Arrivals arrivals;
  private final Parentage parentage = new Parentage();
  private long traceHigh;
  private long traceLow;
  private @Nullable EarlierRevisions before;
  private Cuts cuts;
  private long bytes;
  private long heapBytes;
  private long first;
  private long last;
  // Spans that a revision before this one had unfinished: their place is theirs.
  private int endedSince;
  private long due;
  private long timestamp;
  private long oldest;
  // Where it stands in the queues of OpenTraces.
  int placeByDueTime;
  int placeByAge;

  /** No trace yet. */
  OpenTrace(OpenTraces.Common common) {
    this.common = common;
    this.arrivals = new Arrivals(common.spans());
    this.cuts = common.noCuts();
  }

  /** Becomes a trace that nothing came of, or the next revision of one. */
  void begin(TraceId traceId, @Nullable RememberedTrace earlier) {
    traceHigh = traceId.high();
    traceLow = traceId.low();
    bytes = earlier == null ? 0 : earlier.bytes();
    heapBytes = HeapEstimate.TRACE;
    first = NEVER;
    last = 0;
    endedSince = 0;
    due = NEVER;
    timestamp = 0;
    oldest = NEVER;
    if (earlier != null) {
      before = new EarlierRevisions(earlier);
      cuts = new Cuts(common.caps(), earlier.lastCut());
      heapBytes += HeapEstimate.earlier(earlier.links().size(), earlier.unpaired().size());
      earlier.links().forEach(span -> parentage.add(span.link()));
    }
  }

  /** It waits no more: nobody may ask it, or one of its spans, until it is another trace. */
  void end() {
    arrivals.release();
    parentage.clear();
    place.renew();
    // Not in vain: each reference that is stored in an old object is work for a collection.
    if (before != null || cuts != common.noCuts()) {
      before = null;
      cuts = common.noCuts();
    }
  }

  /** The last in the order of the cut that a cap cut; null if none did. */
  @Nullable CutPlace lastCut() {
    return cuts.last();
  }

  TraceId traceId() {
    return new TraceId(traceHigh, traceLow);
  }

  boolean isOf(TraceId traceId) {
    return traceHigh == traceId.high() && traceLow == traceId.low();
  }

  /** Whether its id is lower than the other's. */
  boolean isBefore(OpenTrace other) {
    return TraceId.compare(traceHigh, traceLow, other.traceHigh, other.traceLow) < 0;
  }

  /** What was emitted of the trace already; null if nothing was. */
  @Nullable RememberedTrace earlier() {
    return before == null ? null : before.trace();
  }

  /** Where a restart finds the trace. */
  LogPlace place() {
    return place;
  }

  /** The span if it came since the last emission and is kept, else null. */
  @Nullable Arrival kept(SpanKey key) {
    return arrivals.find(key);
  }

  /** The span if it came since the last emission and was cut, else null. */
  @Nullable CutSpan cut(SpanKey key) {
    return cuts.find(key);
  }

  int revision() {
    return before == null ? 1 : before.trace().revision() + 1;
  }

  /** How the span had ended when it came, be it kept or cut; null if it did not come. */
  @Nullable Ending ending(SpanKey key) {
    return parentage.ending(key);
  }

  /** Whether the span came since the last emission. */
  boolean awaits(SpanKey key) {
    return before == null ? parentage.ending(key) != null : before.isSince(key);
  }

  /**
   * Whether the span can be kept, or cut so that its facts are kept. Else too many spans were cut
   * to remember any more, whatever its size.
   */
  boolean takes(Arrival arrival) {
    return cuts.take(arrival, before == null ? 0 : before.cut(), keptSpans(), bytes);
  }

  /**
   * Adds a span, whatever the caps say. It takes the place of a copy that had not ended; what was
   * cut stays cut.
   */
  void add(Arrival arrival) {
    SpanLink link = arrival.link();
    SpanKey key = link.key();
    if (cuts.find(key) != null) {
      addCut(arrival.cut());
      return;
    }
    Arrival copy = awaits(key) ? arrivals.remove(key) : null;
    if (copy != null) {
      leave(copy);
    }
    arrivals.add(arrival);
    came(key, link);
    endedSince += isRevised(key) ? 1 : 0;
    bytes += arrival.bytes();
    heapBytes += arrival.heapBytes();
    cuts.kept(arrivals, key);
    touch(arrival.arrivalMillis(), arrival.timestampMillis());
  }

  private void came(SpanKey key, SpanLink link) {
    parentage.add(link);
    if (before != null) {
      before.came(key);
    }
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
    if (cuts.areDone(keptSpans(), bytes)) {
      return List.of();
    }
    List<CutSpan> cut = new ArrayList<>();
    Arrival next = ownCuts().next(arrivals, keptSpans(), bytes);
    for (; next != null; next = cuts.next(arrivals, keptSpans(), bytes)) {
      arrivals.remove(next.key());
      leave(next);
      addCut(next.cut());
      cut.add(next.cut());
    }
    return cut;
  }

  private Cuts ownCuts() {
    if (cuts == common.noCuts()) {
      cuts = new Cuts(common.caps(), null);
    }
    return cuts;
  }

  private void leave(Arrival arrival) {
    endedSince -= isRevised(arrival.key()) ? 1 : 0;
    bytes -= arrival.bytes();
    heapBytes -= arrival.heapBytes();
    cuts.left(arrival);
  }

  /** Remembers a span that the caps cut. */
  void addCut(CutSpan span) {
    CutSpan copy = ownCuts().add(span);
    came(span.facts().key(), span.facts().link());
    heapBytes += copy == null ? HeapEstimate.CUT_SPAN : 0;
    touch(span.arrivalMillis(), span.timestampMillis());
  }

  /** Sets how many spans were cut without being remembered. */
  void refused(Refused spans) {
    ownCuts().refused(spans);
    touch(spans.arrivalMillis(), spans.timestampMillis());
  }

  Refused refused() {
    return cuts.refused();
  }

  /** The spans that the caps cut since the last emission, in the order they were cut. */
  Collection<CutSpan> cutSpans() {
    return cuts.spans();
  }

  /** What the caps cut from all revisions. */
  Outcome.Cut cut() {
    return before == null ? cuts.count() : before.trace().cut().and(cuts.count());
  }

  /**
   * The outcome of all revisions together, if no more came.
   *
   * @param facts {@linkplain #facts of this one}
   */
  Outcome outcome(List<SpanFacts> facts) {
    return settles()
        ? Outcome.COMPLETE.without(cut())
        : RememberedSpan.outcome(links(facts), cut());
  }

  /**
   * All that is known of the spans of all revisions, be they kept or cut.
   *
   * @param facts {@linkplain #facts of this one}
   */
  List<? extends Linked> links(List<SpanFacts> facts) {
    if (before == null) {
      return facts;
    }
    List<Linked> links = before.others();
    links.addAll(facts);
    return links;
  }

  /** Whether an earlier revision had the span. */
  boolean isRevised(SpanKey key) {
    return before != null && before.had(key);
  }

  /** Whether nothing is missing: it waits for what it does not know of. */
  boolean settles() {
    return parentage.isWhole();
  }

  /** When the trace is to be emitted if nothing more comes. */
  long dueMillis() {
    return due;
  }

  /** When its first span came. */
  long firstMillis() {
    return first;
  }

  /** When its last span came. */
  long lastMillis() {
    return last;
  }

  /** The spans since the last emission that are kept, in the order they came; made anew. */
  List<Arrival> arrivals() {
    return arrivals.all();
  }

  /** How many that are. */
  int spans() {
    return arrivals.size();
  }

  /**
   * The facts of every span since the last emission, be it kept or cut.
   *
   * @param kept {@linkplain #arrivals those that are kept}
   */
  List<SpanFacts> facts(List<Arrival> kept) {
    List<SpanFacts> facts = new ArrayList<>(kept.size() + cuts.spans().size());
    kept.forEach(arrival -> facts.add(arrival.facts()));
    cuts.spans().forEach(cut -> facts.add(cut.facts()));
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

  /** What rows of its spans would take besides. Those of spans that were cut are in the above. */
  long rowBytes() {
    long kept = bytes - (before == null ? 0 : before.trace().bytes());
    return kept + (long) HeapEstimate.ROW * arrivals.size();
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
    return arrivals.size() - endedSince + (before == null ? 0 : before.trace().spans());
  }

  private void touch(long arrivalMillis, long timestampMillis) {
    first = Math.min(first, arrivalMillis);
    last = Math.max(last, arrivalMillis);
    timestamp = Math.max(timestamp, timestampMillis);
    oldest = Math.min(oldest, timestampMillis);
    long quiet = (settles() ? common.rules().settle() : common.rules().gap()).toMillis();
    due = Math.min(last + quiet, first + common.rules().lifetime().toMillis());
  }
}
