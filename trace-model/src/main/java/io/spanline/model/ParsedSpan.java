package io.spanline.model;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A span as the messages that it was parsed into. */
public record ParsedSpan(
    ResourceSpans origin, ScopeSpans scope, io.opentelemetry.proto.trace.v1.Span otlp)
    implements Span {

  @Override
  public ParsedSpan parsed() {
    return this;
  }

  @Override
  public TraceId traceId() {
    return TraceId.of(otlp.getTraceId());
  }

  @Override
  public long spanIdValue() {
    return SpanId.value(otlp.getSpanId());
  }

  @Override
  public long parentIdValue() {
    ByteString id = otlp.getParentSpanId();
    return id.size() == 8 ? SpanId.value(id) : 0;
  }

  @Override
  public int flags() {
    return otlp.getFlags();
  }

  @Override
  public SpanKind kind() {
    return SpanKind.ofNumber(otlp.getKindValue());
  }

  @Override
  public String service() {
    return Span.service(origin.getResource());
  }

  @Override
  public Optional<String> namespace() {
    return Span.namespace(origin.getResource());
  }

  @Override
  public Optional<String> environment() {
    return Span.environment(origin.getResource());
  }

  @Override
  public String operation() {
    return Name.of(otlp.getName());
  }

  @Override
  public @Nullable String peer() {
    String peer = kind().isExit() ? Peer.of(Peer.said(this)) : null;
    return peer == null ? null : Name.of(peer);
  }

  @Override
  public Resource resource() {
    return origin.getResource();
  }

  @Override
  public Integer resourceHash() {
    return Origin.hash(origin.getResource());
  }

  @Override
  public boolean takesMessage() {
    if (kind() != SpanKind.CLIENT && kind() != SpanKind.CONSUMER) {
      return false;
    }
    String operation =
        attribute("messaging.operation.type").or(() -> attribute("messaging.operation")).orElse("");
    return operation.equals("receive") || operation.equals("settle");
  }

  @Override
  public boolean isError() {
    return otlp.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR;
  }

  @Override
  public boolean isSampled() {
    return Sampling.isSample(otlp.getTraceState());
  }

  @Override
  public long startNanos() {
    return otlp.getStartTimeUnixNano();
  }

  @Override
  public long endNanos() {
    return otlp.getEndTimeUnixNano();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Span span
        && otlp.equals(span.otlp())
        && origin.equals(span.origin())
        && scope.equals(span.scope());
  }

  @Override
  public int hashCode() {
    return hash(this);
  }

  /** The same for equal spans of both forms. */
  static int hash(Span span) {
    return Long.hashCode(span.startNanos() * 31 + span.endNanos());
  }
}
