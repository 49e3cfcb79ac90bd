package io.spanline.harness.traffic;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Status;
import io.spanline.model.Span;
import io.spanline.model.SpanId;
import io.spanline.model.TraceId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Makes the spans of one trace, in the order they are asked for. */
final class SpanMaker {
  private static final int REMOTE_PARENT = 0x300;

  private final RandomGenerator random;
  private final TraceId traceId;
  private final long epochNanos;
  private final List<Span> spans = new ArrayList<>();

  /**
   * A trace without a span.
   *
   * @param epochNanos what the spans' times count from
   */
  SpanMaker(RandomGenerator random, long epochNanos) {
    this.random = random;
    this.traceId = new TraceId(random.nextLong(), random.nextLong() | 1);
    this.epochNanos = epochNanos;
  }

  /** A span id that no span has. */
  SpanId newId() {
    return new SpanId(random.nextLong() | 1);
  }

  RandomGenerator random() {
    return random;
  }

  /** The spans made so far. */
  List<Span> spans() {
    return List.copyOf(spans);
  }

  /** Adds a span. */
  void add(Draft draft) {
    io.opentelemetry.proto.trace.v1.Span.Builder otlp =
        io.opentelemetry.proto.trace.v1.Span.newBuilder()
            .setTraceId(bytes(traceId.high(), traceId.low()))
            .setSpanId(bytes(draft.id().value()))
            .setKindValue(draft.kind().number())
            .setName(draft.operation())
            .setStartTimeUnixNano(epochNanos + draft.time().startNanos())
            .setEndTimeUnixNano(epochNanos + draft.time().endNanos());
    if (draft.parent() != null) {
      otlp.setParentSpanId(bytes(draft.parent().value()));
    }
    if (draft.kind().isEntry() && draft.parent() != null) {
      otlp.setFlags(REMOTE_PARENT);
    }
    if (draft.peer() != null) {
      otlp.addAttributes(attribute("peer.service", draft.peer()));
    }
    if (draft.failed()) {
      otlp.setStatus(Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR));
    }
    Resource resource =
        Resource.newBuilder().addAttributes(attribute("service.name", draft.service())).build();
    spans.add(
        new Span(
            ResourceSpans.newBuilder().setResource(resource).build(),
            ScopeSpans.getDefaultInstance(),
            otlp.build()));
  }

  private static ByteString bytes(long... values) {
    ByteBuffer buffer = ByteBuffer.allocate(8 * values.length);
    for (long value : values) {
      buffer.putLong(value);
    }
    return ByteString.copyFrom(buffer.flip());
  }

  private static KeyValue attribute(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }
}
