package io.spanline.streams.assembly;

import io.spanline.model.TraceId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The traces of one partition that still wait, found by id, by when they are due and by when they
 * came: on the heap. {@link OpenTraceRows} are told every change.
 */
final class OpenTraces {
  private static final Comparator<OpenTrace> BY_DUE_TIME =
      Comparator.comparingLong(OpenTrace::dueMillis).thenComparing(OpenTrace::traceId);
  private static final Comparator<OpenTrace> BY_AGE =
      Comparator.comparingLong(OpenTrace::oldestMillis).thenComparing(OpenTrace::traceId);

  // A skeleton beyond this share of the open bytes is large: some 1 MB, that is 5 000 spans.
  private static final int SHARE_OF_LARGE = 32;

  private final OpenTraceRows rows;
  private final AssemblyRules rules;
  private final MemoryBounds bounds;
  private final SpanCaps caps;
  private final Map<TraceId, OpenTrace> byId = new HashMap<>();
  // A trace's place depends on what it holds: it is taken out before a change and put back after.
  private final TreeSet<OpenTrace> byDueTime = new TreeSet<>(BY_DUE_TIME);
  private final TreeSet<OpenTrace> byAge = new TreeSet<>(BY_AGE);
  private long spans;
  private long heapBytes;

  OpenTraces(OpenTraceRows rows, AssemblyRules rules, MemoryBounds bounds) {
    this.rows = rows;
    this.rules = rules;
    this.bounds = bounds;
    this.caps = SpanCaps.of(rules, bounds);
    rows.restore(this::restore);
  }

  @Nullable OpenTrace find(TraceId traceId) {
    return byId.get(traceId);
  }

  /** Starts to wait for a trace, or for the next revision of one. */
  OpenTrace open(TraceId traceId, @Nullable RememberedTrace earlier) {
    OpenTrace trace = new OpenTrace(traceId, earlier, rules, caps);
    byId.put(traceId, trace);
    putBack(trace);
    return trace;
  }

  /**
   * Whether the next revision of a trace can be opened for a span. Not where the span would only be
   * refused; nor a large one where there is no room for it: it would push another out, which would
   * push it out in turn, and each span would cost as much as its trace is large.
   */
  boolean canReopen(RememberedRow earlier, Arrival arrival) {
    int cut = earlier.links() - earlier.spans();
    if (!caps.take(arrival, cut, earlier.spans(), earlier.spanBytes())) {
      return false;
    }
    // Twice its bytes: before anything is evicted again, as much has to come as was read back.
    long needed = earlier.heapBytesOpen();
    return needed <= bounds.openBytes() / SHARE_OF_LARGE
        || heapBytes + 2 * needed <= bounds.openBytes();
  }

  /**
   * Adds a span that the trace {@linkplain OpenTrace#takes takes}, or that has ended since it came,
   * and cuts what the trace's caps do not allow, perhaps that span.
   *
   * @return how many spans were cut that were not before
   */
  int add(OpenTrace trace, Arrival arrival) {
    takeOut(trace);
    trace.add(arrival);
    List<CutSpan> cut = trace.cutToCaps();
    putBack(trace);
    rows.added(trace, arrival, cut);
    return cut.size();
  }

  /** Counts a span as cut that the trace does not take; nothing of it is remembered. */
  void refuse(OpenTrace trace, Arrival arrival) {
    takeOut(trace);
    trace.refused(trace.refused().and(arrival));
    putBack(trace);
    rows.refused(trace);
  }

  /** Ends the wait: the trace is forgotten. */
  void remove(OpenTrace trace) {
    takeOut(trace);
    byId.remove(trace.traceId());
    rows.removed(trace);
  }

  /** The trace that is due first; null if none is open. */
  @Nullable OpenTrace firstDue() {
    return byDueTime.isEmpty() ? null : byDueTime.first();
  }

  /** The trace that has to go as there are too many, or too large ones: the one that came first. */
  @Nullable OpenTrace excess() {
    boolean isExceeded = heapBytes > bounds.openBytes() || byId.size() > bounds.openTraces();
    return isExceeded && !byAge.isEmpty() ? byAge.first() : null;
  }

  /** The timestamp of the oldest record of which a span is open; null if none is. No scan. */
  @Nullable Long heldMillis() {
    return byAge.isEmpty() ? null : byAge.first().oldestMillis();
  }

  /** The traces that came first, oldest first. */
  List<OpenTrace> oldest(int most) {
    return byAge.stream().limit(most).toList();
  }

  /** Spans of all open traces, those cut not counted. */
  long spans() {
    return spans;
  }

  int traces() {
    return byId.size();
  }

  /** What the open traces take of the heap, by estimate. */
  long heapBytes() {
    return heapBytes;
  }

  private void takeOut(OpenTrace trace) {
    byDueTime.remove(trace);
    byAge.remove(trace);
    spans -= trace.arrivals().size();
    heapBytes -= trace.heapBytes();
  }

  private void putBack(OpenTrace trace) {
    byDueTime.add(trace);
    byAge.add(trace);
    spans += trace.arrivals().size();
    heapBytes += trace.heapBytes();
  }

  private OpenTrace restore(
      TraceId traceId, @Nullable RememberedTrace earlier, Consumer<OpenTrace> change) {
    OpenTrace trace = open(traceId, earlier);
    takeOut(trace);
    change.accept(trace);
    putBack(trace);
    return trace;
  }
}
