package io.spanline.experiments.replay.pair;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.trace.v1.Span.Builder;
import io.opentelemetry.proto.trace.v1.Span.Link;
import io.spanline.captures.replay.ReplayLine;
import io.spanline.experiments.replay.TracePrefix;
import io.spanline.model.Span;
import io.spanline.model.SpanId;
import io.spanline.model.SpanKind;
import io.spanline.model.Spans;
import io.spanline.model.Trace;
import io.spanline.model.TraceId;
import java.util.List;

/** Requests of a replay for tests, and the spans that came of them. */
final class Requests {
  private static final int REMOTE_PARENT = 0x300;

  private Requests() {}

  static ReplayLine line(TracePrefix.Ids ids) {
    return new ReplayLine(
        1,
        1,
        new TraceId(1, 1),
        ids.trace(),
        ids.span(),
        "service-a",
        "GET /orders/{id}",
        new ReplayLine.Moments(1, 2L, 3L, 4L),
        200,
        null,
        100,
        null);
  }

  /** The span with which service-a takes the request. */
  static Span entry(TracePrefix.Ids ids, String name) {
    return span(ids, SpanKind.SERVER, name, ids.span());
  }

  /** A span of the request's trace. */
  static Span span(TracePrefix.Ids ids, SpanKind kind, String name, SpanId parent) {
    return Spans.of("service-a", kind)
        .withId(name)
        .edited(otlp -> under(otlp, ids.trace(), parent))
        .span();
  }

  static SpanId id(String name) {
    return Spans.spanId(name);
  }

  /** The entry span of a trace of its own, which links to a span of the request's trace. */
  static Span linkedTo(TracePrefix.Ids ids, SpanId span) {
    return Spans.entry("service-a")
        .inTrace("its own")
        .edited(
            otlp ->
                otlp.addLinks(
                    Link.newBuilder()
                        .setTraceId(bytes(ids.trace().hex()))
                        .setSpanId(bytes(span.hex()))))
        .span();
  }

  /** What assembly would emit of these spans. */
  static Trace trace(Span... spans) {
    return revision(1, List.of(spans), spans);
  }

  /** A revision with these spans of a trace that has all of those. */
  static Trace revision(int number, List<Span> all, Span... late) {
    return new Trace(all.get(0).traceId(), number, Trace.judge(all), List.of(late));
  }

  private static void under(Builder otlp, TraceId trace, SpanId parent) {
    otlp.setTraceId(bytes(trace.hex()))
        .setParentSpanId(bytes(parent.hex()))
        .setFlags(REMOTE_PARENT);
  }

  private static ByteString bytes(String hex) {
    return ByteString.fromHex(hex);
  }
}
