package io.spanline.harness.traffic;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Status;
import io.spanline.model.ParsedSpan;
import io.spanline.model.Span;
import io.spanline.model.SpanId;
import io.spanline.model.SpanKind;
import io.spanline.model.TraceId;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Builds a span. A name given for a trace or span id stands for the same id each time. */
public final class SpanBuilder {
  /** When a span starts that is not told when. */
  private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");

  private static final int REMOTE_PARENT = 0x300;

  private final Resource.Builder resource = Resource.newBuilder();
  private final io.opentelemetry.proto.trace.v1.Span.Builder otlp =
      io.opentelemetry.proto.trace.v1.Span.newBuilder();

  private SpanBuilder(String service, SpanKind kind) {
    resource.addAttributes(attribute("service.name", service));
    otlp.setKindValue(kind.number()).setName(service + "-operation");
    inTrace("t1").withId(service + kind).from(EPOCH, Duration.ofMillis(10));
  }

  public static SpanBuilder of(String service, SpanKind kind) {
    return new SpanBuilder(service, kind);
  }

  /** A SERVER span. */
  public static SpanBuilder entry(String service) {
    return of(service, SpanKind.SERVER);
  }

  /** A CLIENT span that names the service it calls. */
  public static SpanBuilder call(String service, String peer) {
    return of(service, SpanKind.CLIENT).with("peer.service", peer);
  }

  public SpanBuilder inTrace(String name) {
    return inTrace(new TraceId(uuid(name).getMostSignificantBits(), low(name)));
  }

  public SpanBuilder inTrace(TraceId id) {
    otlp.setTraceId(ByteString.fromHex(id.hex()));
    return this;
  }

  public SpanBuilder withId(String name) {
    return withId(new SpanId(low(name)));
  }

  public SpanBuilder withId(SpanId id) {
    otlp.setSpanId(ByteString.fromHex(id.hex()));
    return this;
  }

  public SpanBuilder under(String parent) {
    return under(new SpanId(low(parent)));
  }

  /** Under a span of another process. */
  public SpanBuilder underRemote(SpanId parent) {
    otlp.setFlags(REMOTE_PARENT);
    return under(parent);
  }

  public SpanBuilder under(SpanId parent) {
    otlp.setParentSpanId(ByteString.fromHex(parent.hex()));
    return this;
  }

  public SpanBuilder named(String operation) {
    otlp.setName(operation);
    return this;
  }

  public SpanBuilder with(String key, String value) {
    otlp.addAttributes(attribute(key, value));
    return this;
  }

  public SpanBuilder with(String key, long value) {
    otlp.addAttributes(attribute(key, value));
    return this;
  }

  public SpanBuilder withResource(String key, String value) {
    resource.addAttributes(attribute(key, value));
    return this;
  }

  /** With what a caller or a sampler wrote, such as {@code ot=th:e666}. */
  public SpanBuilder withTraceState(String traceState) {
    otlp.setTraceState(traceState);
    return this;
  }

  public SpanBuilder failed() {
    otlp.setStatus(Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR));
    return this;
  }

  public SpanBuilder from(Instant start, Duration took) {
    long nanos = nanos(start);
    otlp.setStartTimeUnixNano(nanos).setEndTimeUnixNano(nanos + took.toNanos());
    return this;
  }

  /** As of a span that was sent when it began. */
  public SpanBuilder withoutEnd() {
    otlp.setEndTimeUnixNano(0);
    return this;
  }

  public Span span() {
    return new ParsedSpan(
        ResourceSpans.newBuilder().setResource(resource).build(),
        ScopeSpans.getDefaultInstance(),
        otlp.build());
  }

  /** Nanoseconds since 1970, as OTLP counts. */
  public static long nanos(Instant instant) {
    return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
  }

  private static long low(String name) {
    return uuid(name).getLeastSignificantBits();
  }

  private static UUID uuid(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(UTF_8));
  }

  /** An attribute with a text. */
  public static KeyValue attribute(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  /** An attribute with a whole number. */
  public static KeyValue attribute(String key, long value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setIntValue(value))
        .build();
  }
}
