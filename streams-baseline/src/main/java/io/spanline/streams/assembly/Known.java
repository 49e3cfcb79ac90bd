package io.spanline.streams.assembly;

import io.spanline.model.SpanKey;
import io.spanline.model.SpanLink.Ending;
import io.spanline.model.TraceId;
import org.jspecify.annotations.Nullable;

/** What assembly knows of the trace that a span belongs to. */
sealed interface Known {

  /** How the span had ended when it came; null if it did not come. */
  @Nullable Ending ending(SpanKey span);

  /** The trace, open for the span; null if it must not be opened again for that. */
  @Nullable OpenTrace opened(OpenTraces traces, Arrival arrival);

  /** It waits for spans. */
  record Open(OpenTrace trace) implements Known {
    @Override
    public @Nullable Ending ending(SpanKey span) {
      return trace.ending(span);
    }

    @Override
    public OpenTrace opened(OpenTraces traces, Arrival arrival) {
      return trace;
    }
  }

  /** It was emitted: what comes is a duplicate, or the next revision. */
  record Remembered(TraceId traceId, RememberedRow row) implements Known {
    @Override
    public @Nullable Ending ending(SpanKey span) {
      return row.ending(span);
    }

    @Override
    public @Nullable OpenTrace opened(OpenTraces traces, Arrival arrival) {
      return traces.canReopen(row, arrival) ? traces.open(traceId, row.trace()) : null;
    }
  }

  /** Nothing came of it yet, or it is forgotten. */
  record New(TraceId traceId) implements Known {
    @Override
    public @Nullable Ending ending(SpanKey span) {
      return null;
    }

    @Override
    public OpenTrace opened(OpenTraces traces, Arrival arrival) {
      return traces.open(traceId, null);
    }
  }
}
