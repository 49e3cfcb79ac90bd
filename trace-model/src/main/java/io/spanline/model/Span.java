package io.spanline.model;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Status;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One span as it came. Times are nanoseconds since the epoch by the clock of the service that made
 * it.
 *
 * @param origin the resource it came under and its schema; holds no spans
 * @param scope the instrumentation scope it came under and its schema; holds no spans
 */
public record Span(
    ResourceSpans origin, ScopeSpans scope, io.opentelemetry.proto.trace.v1.Span otlp)
    implements Timed {
  public static final String UNKNOWN_SERVICE = "unknown_service";

  public TraceId traceId() {
    return TraceId.of(otlp.getTraceId());
  }

  public SpanId spanId() {
    return SpanId.of(otlp.getSpanId());
  }

  /** The id's eight bytes as a number. */
  long spanIdValue() {
    return SpanId.value(otlp.getSpanId());
  }

  @Override
  public SpanKey key() {
    return new SpanKey(spanId(), kind());
  }

  @Override
  public SpanLink link() {
    return new SpanLink(
        key(),
        parentId(),
        Remoteness.ofFlags(otlp.getFlags()),
        endNanos() == 0 ? SpanLink.Ending.UNFINISHED : SpanLink.Ending.ENDED,
        takesMessage() ? SpanLink.Step.TAKE : SpanLink.Step.OTHER);
  }

  /** Where it stands among the spans of its trace that a cap may cut. */
  public CutPlace cutPlace() {
    return CutPlace.of(link(), fragment().getSerializedSize());
  }

  /** This span without its attributes. */
  public SpanFacts facts() {
    return SpanFacts.of(this);
  }

  /** The parent's id, or null if this span has none; an all-zero parent id is none. */
  public @Nullable SpanId parentId() {
    long id = parentIdValue();
    return id == 0 ? null : new SpanId(id);
  }

  /** The parent id's eight bytes as a number, or 0 where this span has none. */
  long parentIdValue() {
    ByteString id = otlp.getParentSpanId();
    return id.size() == 8 ? SpanId.value(id) : 0;
  }

  @Override
  public SpanKind kind() {
    return SpanKind.ofNumber(otlp.getKindValue());
  }

  @Override
  public String service() {
    return service(origin.getResource());
  }

  /**
   * Whose resource it is: {@code service.namespace/service.name}, since a name is unique within its
   * namespace only; without a namespace the name alone, {@link #UNKNOWN_SERVICE} if there is none.
   */
  public static String service(Resource resource) {
    String name = text(resource.getAttributesList(), "service.name");
    String own = name == null || name.isBlank() ? UNKNOWN_SERVICE : name;
    return Name.of(namespace(resource).map(space -> space + "/" + own).orElse(own));
  }

  /** The namespace of its service's name. */
  Optional<String> namespace() {
    return namespace(origin.getResource());
  }

  private static Optional<String> namespace(Resource resource) {
    return Optional.ofNullable(text(resource.getAttributesList(), "service.namespace"))
        .filter(space -> !space.isBlank());
  }

  /** Where its service is deployed, by the newer name of the attribute or the older. */
  public Optional<String> environment() {
    List<KeyValue> attributes = origin.getResource().getAttributesList();
    return Stream.of("deployment.environment.name", "deployment.environment")
        .flatMap(key -> Stream.ofNullable(text(attributes, key)))
        .filter(name -> !name.isBlank())
        .findFirst()
        .map(Name::of);
  }

  /** The span's name: what its service did. */
  public String operation() {
    return Name.of(otlp.getName());
  }

  /**
   * Whom an exit span says that it called: {@code service.peer.name} in its namespace, else {@code
   * peer.service}, else the database, the destination of its message, or the address; null if it
   * says nothing.
   */
  public @Nullable String peer() {
    String peer = kind().isExit() ? Peer.of(this) : null;
    return peer == null ? null : Name.of(peer);
  }

  @Override
  public Object resource() {
    return origin.getResource();
  }

  /** Whether its messaging operation is {@code receive} or {@code settle}. */
  private boolean takesMessage() {
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

  /** Whether a sampler says in its tracestate that it kept less than all. */
  public boolean isSampled() {
    return Sampling.isSample(otlp.getTraceState());
  }

  /** Nanoseconds; negative where the clock is set past the year 2262 of signed 64-bit time. */
  @Override
  public long startNanos() {
    return otlp.getStartTimeUnixNano();
  }

  @Override
  public long endNanos() {
    return otlp.getEndTimeUnixNano();
  }

  public Instant start() {
    return instant(startNanos());
  }

  public Instant end() {
    return instant(endNanos());
  }

  /** The text of a span attribute; numbers and booleans as JSON would print them. */
  public Optional<String> attribute(String key) {
    return Optional.ofNullable(text(otlp.getAttributesList(), key));
  }

  /** This span alone as OTLP; the fragments of a trace, joined, are the trace's TracesData. */
  public TracesData fragment() {
    return TracesData.newBuilder()
        .addResourceSpans(origin.toBuilder().addScopeSpans(scope.toBuilder().addSpans(otlp)))
        .build();
  }

  /** The time of nanoseconds since the epoch, unsigned. */
  public static Instant instant(long nanos) {
    return Instant.ofEpochSecond(
        Long.divideUnsigned(nanos, 1_000_000_000L), Long.remainderUnsigned(nanos, 1_000_000_000L));
  }

  private static @Nullable String text(List<KeyValue> attributes, String key) {
    // By number: an iterator for each question about each span is felt in a large capture.
    for (int i = 0; i < attributes.size(); i++) {
      KeyValue attribute = attributes.get(i);
      if (attribute.getKey().equals(key)) {
        return text(attribute.getValue());
      }
    }
    return null;
  }

  private static @Nullable String text(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case INT_VALUE -> Long.toString(value.getIntValue());
      case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
      case DOUBLE_VALUE -> Double.toString(value.getDoubleValue());
      case ARRAY_VALUE ->
          value.getArrayValue().getValuesCount() == 1
              ? text(value.getArrayValue().getValues(0))
              : null;
      default -> null;
    };
  }
}
