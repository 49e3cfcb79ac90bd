package io.spanline.captures;

import io.spanline.model.Call;
import io.spanline.model.Span;
import io.spanline.model.Timeline;
import io.spanline.model.Trace;
import java.util.List;

/**
 * The requests and calls of a trace that began in a time range, by the trace's timeline; the trace
 * itself may have begun earlier.
 */
public record TraceInRange(Trace trace, TimeRange range) {

  /** Whether the trace began in the range. */
  public boolean begins() {
    return range.contains(trace.start());
  }

  /** Whether the trace, a request or a call of it began in the range. */
  public boolean touches() {
    if (begins()) {
      return true;
    }
    Timeline<Span> timeline = trace.timeline();
    return trace.spans().stream()
        .anyMatch(
            span ->
                (span.kind().isEntry() || span.kind().isExit())
                    && holds(timeline.startNanos(span)));
  }

  /** The requests that began in the range. */
  public List<Span> requests() {
    Timeline<Span> timeline = trace.timeline();
    return trace.requests().stream().filter(span -> holds(timeline.startNanos(span))).toList();
  }

  /** The calls that began in the range, with their answers whenever those came. */
  public List<Call> calls() {
    return trace.calls().stream().filter(call -> holds(call.startNanos())).toList();
  }

  private boolean holds(long nanos) {
    return range.contains(Span.instant(nanos));
  }
}
