package io.spanline.bench.hostile;

import io.spanline.model.Span;
import io.spanline.model.SpanKey;
import io.spanline.model.TraceId;

/** What tells a span from all others. */
record SpanIdentity(TraceId trace, SpanKey key) {
  static SpanIdentity of(Span span) {
    return new SpanIdentity(span.traceId(), span.key());
  }
}
