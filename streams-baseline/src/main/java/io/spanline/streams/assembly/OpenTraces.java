package io.spanline.streams.assembly;

import io.spanline.model.SpanKey;
import io.spanline.model.TraceId;
import org.jspecify.annotations.Nullable;

/**
 * The traces of one partition that still wait, found by id and by when they are due. What is added
 * survives the process; how is the implementation's affair.
 */
interface OpenTraces {

  @Nullable OpenTrace find(TraceId traceId);

  /** Starts to wait for a trace, or for the next revision of one. */
  OpenTrace open(TraceId traceId, @Nullable ClosedTrace earlier);

  void add(OpenTrace trace, OpenTrace.Arrival arrival);

  /** Notes that a cap cut one more span of the trace. */
  void cut(OpenTrace trace, SpanKey span, long arrivalMillis);

  /** Ends the wait: the trace is forgotten. */
  void remove(OpenTrace trace);

  /** The trace that is due first; null where none is open. */
  @Nullable OpenTrace first();

  /** Spans of all open traces, those cut not counted. */
  long spans();

  int traces();
}
