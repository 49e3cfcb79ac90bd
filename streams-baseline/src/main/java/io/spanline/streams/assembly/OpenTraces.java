package io.spanline.streams.assembly;

import io.spanline.model.TraceId;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The traces of one partition that still wait, found by id, by when they are due and by when they
 * came: on the heap. {@link OpenTraceRows} are told every change.
 */
final class OpenTraces {
  /** What all open traces of a partition have in common. */
  record Common(AssemblyRules rules, SpanCaps caps, HeldSpans spans, Cuts noCuts) {}

  // Of what open traces may take, at least kept for traces to come: objects, and arrays of spans.
  private static final int UNUSED_SHARE = 32;
  // Of what is kept, the objects.
  private static final int OBJECTS_SHARE = 4;
  // A skeleton beyond this share of the open bytes is large: some 1 MB, that is 5 000 spans.
  private static final int SHARE_OF_LARGE = 32;

  private final OpenTraceRows rows;
  private final MemoryBounds bounds;
  private final SpanCaps caps;
  private final HeldSpans held;
  private final Common common;
  private final ArrayDeque<OpenTrace> unused = new ArrayDeque<>();
  private final TraceTable byId = new TraceTable();
  private final TraceQueue byDueTime = new TraceQueue(TraceOrder.BY_DUE_TIME);
  private final TraceQueue byAge = new TraceQueue(TraceOrder.BY_AGE);
  private long spans;
  private long heapBytes;

  OpenTraces(OpenTraceRows rows, AssemblyRules rules, MemoryBounds bounds) {
    this.rows = rows;
    this.bounds = bounds;
    this.caps = SpanCaps.of(rules, bounds);
    this.held = new HeldSpans();
    this.common = new Common(rules, caps, held, new Cuts(caps, null));
    rows.restore(this::restore);
  }

  @Nullable OpenTrace find(TraceId traceId) {
    return byId.find(traceId);
  }

  /** Starts to wait for a trace, or for the next revision of one. */
  OpenTrace open(TraceId traceId, @Nullable RememberedTrace earlier) {
    OpenTrace trace = unused.isEmpty() ? new OpenTrace(common) : unused.removeLast();
    trace.begin(traceId, earlier);
    byId.add(trace);
    byDueTime.add(trace);
    byAge.add(trace);
    heapBytes += trace.heapBytes();
    return trace;
  }

  /**
   * Whether the next revision of a trace can be opened for a span. Not where the span would only be
   * refused; nor a large one where there is no room for it: it would push another out, which would
   * push it out in turn, and each span would cost as much as its trace is large.
   */
  boolean canReopen(RememberedRow earlier, Arrival arrival) {
    int cut = earlier.links() - earlier.spans();
    Cuts cuts = new Cuts(caps, earlier.lastCut());
    if (!cuts.take(arrival, cut, earlier.spans(), earlier.spanBytes())) {
      return false;
    }
    // Twice its bytes: before anything is evicted again, as much has to come as was read back.
    long needed = earlier.heapBytesOpen();
    return needed <= bounds.openBytes() / SHARE_OF_LARGE
        || heapBytes() + 2 * needed <= bounds.openBytes();
  }

  /**
   * Adds a span that the trace {@linkplain OpenTrace#takes takes}, or that has ended since it came,
   * and cuts what the trace's caps do not allow, perhaps that span.
   *
   * @return how many spans were cut that were not before
   */
  int add(OpenTrace trace, Arrival arrival) {
    uncount(trace);
    trace.add(arrival);
    List<CutSpan> cut = trace.cutToCaps();
    changed(trace);
    rows.added(trace, arrival, cut);
    return cut.size();
  }

  /** Adds a span that is read again after a restart, whatever the caps say. */
  void addAgain(OpenTrace trace, Arrival arrival) {
    uncount(trace);
    trace.add(arrival);
    changed(trace);
    rows.addedAgain(trace, arrival);
  }

  /** Counts a span as cut that the trace does not take; nothing of it is remembered. */
  void refuse(OpenTrace trace, Arrival arrival) {
    uncount(trace);
    trace.refused(trace.refused().and(arrival));
    changed(trace);
    rows.refused(trace);
  }

  /** Ends the wait: nobody may ask the trace, or one of its spans, anything any more. */
  void remove(OpenTrace trace) {
    uncount(trace);
    byId.remove(trace);
    byDueTime.remove(trace);
    byAge.remove(trace);
    rows.removed(trace);
    long kept = Math.max(bounds.openBytes() / UNUSED_SHARE, bounds.openBytes() - heapBytes());
    held.keepUnused(kept - kept / OBJECTS_SHARE);
    trace.end();
    unused.addLast(trace);
    while (unused.size() > kept / OBJECTS_SHARE / HeapEstimate.TRACE) {
      unused.removeFirst();
    }
  }

  /** The trace that is due first; null if none is open. */
  @Nullable OpenTrace firstDue() {
    return byDueTime.first();
  }

  /** The trace that has to go as there are too many, or too large ones: the one that came first. */
  @Nullable OpenTrace excess() {
    boolean isExceeded = heapBytes() > bounds.openBytes() || byId.size() > bounds.openTraces();
    return isExceeded ? byAge.first() : null;
  }

  /** The timestamp of the oldest record of which a span is open; null if none is. No scan. */
  @Nullable Long heldMillis() {
    OpenTrace oldest = byAge.first();
    return oldest == null ? null : oldest.oldestMillis();
  }

  /** The traces that came first, oldest first. */
  List<OpenTrace> oldest(int most) {
    return byAge.first(most);
  }

  /** Spans of all open traces, those cut not counted. */
  long spans() {
    return spans;
  }

  int traces() {
    return byId.size();
  }

  /** What the open traces and their rows take of the heap, by estimate. */
  long heapBytes() {
    return heapBytes + held.commonBytes(heapBytes) + rows.heapBytes();
  }

  /** Takes a trace out of the sums before it changes. */
  private void uncount(OpenTrace trace) {
    spans -= trace.spans();
    heapBytes -= trace.heapBytes();
  }

  private void changed(OpenTrace trace) {
    spans += trace.spans();
    heapBytes += trace.heapBytes();
    byDueTime.moved(trace);
    byAge.moved(trace);
  }

  private OpenTrace restore(
      TraceId traceId, @Nullable RememberedTrace earlier, Consumer<OpenTrace> change) {
    OpenTrace trace = open(traceId, earlier);
    uncount(trace);
    change.accept(trace);
    changed(trace);
    return trace;
  }
}
