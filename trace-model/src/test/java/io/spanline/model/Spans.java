package io.spanline.model;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Status;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** Builds spans for tests in words: {@code Spans.entry("a").took(ms(20)).inTrace("t1").span()}. */
public final class Spans {
  public static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");

  private static final int LOCAL_PARENT = 0x100;
  private static final int REMOTE_PARENT = 0x300;

  private final Resource.Builder resource = Resource.newBuilder();
  private final io.opentelemetry.proto.trace.v1.Span.Builder otlp =
      io.opentelemetry.proto.trace.v1.Span.newBuilder();
  private Instant start = EPOCH;
  private Duration duration = ms(10);
  private Consumer<io.opentelemetry.proto.trace.v1.Span.Builder> edit = span -> {};

  private Spans(String service, SpanKind kind) {
    resource.addAttributes(attribute("service.name", service));
    otlp.setKindValue(kind.ordinal()).setName(service + "-operation");
    inTrace("t1").withId(service + kind);
  }

  /** A SERVER span of a service. */
  public static Spans entry(String service) {
    return new Spans(service, SpanKind.SERVER);
  }

  /** A CLIENT span of a service. */
  public static Spans exit(String service) {
    return new Spans(service, SpanKind.CLIENT);
  }

  public static Spans of(String service, SpanKind kind) {
    return new Spans(service, kind);
  }

  public static Duration ms(long millis) {
    return Duration.ofMillis(millis);
  }

  String service() {
    return resource.getAttributes(0).getValue().getStringValue();
  }

  /** The trace id that stands for a name: the same name, the same id. */
  public static TraceId traceId(String name) {
    UUID uuid = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    return new TraceId(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
  }

  /** The span id that stands for a name. */
  public static SpanId spanId(String name) {
    return new SpanId(traceId(name).low());
  }

  public Spans inTrace(String name) {
    return inTrace(traceId(name));
  }

  public Spans inTrace(TraceId id) {
    otlp.setTraceId(bytes(id.hex()));
    return this;
  }

  public Spans withId(String name) {
    otlp.setSpanId(bytes(spanId(name).hex()));
    return this;
  }

  /** Under a parent of which nothing else is said. */
  public Spans under(String parent) {
    otlp.setParentSpanId(bytes(spanId(parent).hex()));
    return this;
  }

  /** Under a parent of the same process. */
  public Spans underLocal(String parent) {
    otlp.setFlags(LOCAL_PARENT);
    return under(parent);
  }

  /** Under a parent of another process. */
  public Spans underRemote(String parent) {
    otlp.setFlags(REMOTE_PARENT);
    return under(parent);
  }

  public Spans named(String operation) {
    otlp.setName(operation);
    return this;
  }

  public Spans startingAfter(Duration sinceEpoch) {
    start = EPOCH.plus(sinceEpoch);
    return this;
  }

  public Spans took(Duration duration) {
    this.duration = duration;
    return this;
  }

  public Spans failed() {
    otlp.setStatus(Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR));
    return this;
  }

  public Spans withResource(String key, String value) {
    resource.addAttributes(attribute(key, value));
    return this;
  }

  public Spans with(String key, String value) {
    otlp.addAttributes(attribute(key, value));
    return this;
  }

  /** Adds events that hold nothing: two bytes each, and many times that as JSON. */
  public Spans withEvents(int number) {
    for (int i = 0; i < number; i++) {
      otlp.addEventsBuilder();
    }
    return this;
  }

  /** Changes the span at last in a way that no other method here does. */
  public Spans edited(Consumer<io.opentelemetry.proto.trace.v1.Span.Builder> edit) {
    this.edit = edit;
    return this;
  }

  public Span span() {
    otlp.setStartTimeUnixNano(nanos(start)).setEndTimeUnixNano(nanos(start.plus(duration)));
    edit.accept(otlp);
    return new ParsedSpan(
        ResourceSpans.newBuilder().setResource(resource).build(),
        ScopeSpans.getDefaultInstance(),
        otlp.build());
  }

  /** A trace of this one span, complete. */
  public Trace trace() {
    return Traces.complete(List.of(span()));
  }

  public static KeyValue attribute(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  private static ByteString bytes(String hex) {
    return ByteString.copyFrom(java.util.HexFormat.of().parseHex(hex));
  }

  private static long nanos(Instant instant) {
    return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
  }
}
