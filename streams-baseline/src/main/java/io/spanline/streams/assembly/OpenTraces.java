package io.spanline.streams.assembly;

import io.spanline.model.TraceId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The traces of one partition that still wait, found by id, by when they are due and by when they
 * came. What is added survives the process; how is the implementation's affair.
 */
interface OpenTraces {

  @Nullable OpenTrace find(TraceId traceId);

  /** Starts to wait for a trace, or for the next revision of one. */
  OpenTrace open(TraceId traceId, @Nullable RememberedTrace earlier);

  /**
   * Whether the next revision of a trace can be opened for a span. Not where the span would only be
   * refused; nor a large one where there is no room for it: it would push another out, which would
   * push it out in turn, and each span would cost as much as its trace is large.
   */
  boolean canReopen(RememberedRow earlier, Arrival arrival);

  /**
   * Adds a span that the trace {@linkplain OpenTrace#takes takes}, and cuts what its caps do not
   * allow, perhaps that span.
   *
   * @return how many spans were cut
   */
  int add(OpenTrace trace, Arrival arrival);

  /** Counts a span as cut that the trace does not take; nothing of it is remembered. */
  void refuse(OpenTrace trace, Arrival arrival);

  /** Ends the wait: the trace is forgotten. */
  void remove(OpenTrace trace);

  /** The trace that is due first; null if none is open. */
  @Nullable OpenTrace firstDue();

  /** The trace that has to go as there are too many, or too large ones: the one that came first. */
  @Nullable OpenTrace excess();

  /** The traces that came first, oldest first. */
  List<OpenTrace> oldest(int most);

  /** Spans of all open traces, those cut not counted. */
  long spans();

  int traces();

  /** What the open traces take of the heap, by estimate. */
  long heapBytes();
}
