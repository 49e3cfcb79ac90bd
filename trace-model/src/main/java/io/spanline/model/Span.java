package io.spanline.model;

import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One span as it came. Times are nanoseconds since the epoch by the clock of the service that made
 * it. Two are equal if their messages are, whatever their forms.
 */
public sealed interface Span extends Timed permits ParsedSpan, SlicedSpan {
  String UNKNOWN_SERVICE = "unknown_service";

  /** The resource it came under and its schema; holds no spans. */
  ResourceSpans origin();

  /** The instrumentation scope it came under and its schema; holds no spans. */
  ScopeSpans scope();

  io.opentelemetry.proto.trace.v1.Span otlp();

  TraceId traceId();

  @Override
  long spanIdValue();

  @Override
  long parentIdValue();

  /** OTLP's flags, which say among other things where the parent is. */
  int flags();

  @Override
  SpanKind kind();

  /**
   * Whose span it is: {@code service.namespace/service.name}, since a name is unique within its
   * namespace only; without a namespace the name alone, {@link #UNKNOWN_SERVICE} if there is none.
   */
  @Override
  String service();

  /** The namespace of its service's name. */
  Optional<String> namespace();

  /** Where its service is deployed, by the newer name of the attribute or the older. */
  Optional<String> environment();

  /** The span's name: what its service did. */
  String operation();

  /**
   * Whom an exit span says that it called: {@code service.peer.name} in its namespace, else {@code
   * peer.service}, else the database, the destination of its message, or the address; null if it
   * says nothing.
   */
  @Nullable String peer();

  /** A hash of the resource, the same in every process. */
  Integer resourceHash();

  /** Whether its messaging operation is {@code receive} or {@code settle}. */
  boolean takesMessage();

  /** Whether a sampler says in its tracestate that it kept less than all. */
  boolean isSampled();

  /** Nanoseconds; negative where the clock is set past the year 2262 of signed 64-bit time. */
  @Override
  long startNanos();

  default SpanId spanId() {
    return new SpanId(spanIdValue());
  }

  /** The parent's id, or null if this span has none; an all-zero parent id is none. */
  default @Nullable SpanId parentId() {
    long id = parentIdValue();
    return id == 0 ? null : new SpanId(id);
  }

  @Override
  default SpanKey key() {
    return new SpanKey(spanId(), kind());
  }

  @Override
  default SpanLink link() {
    return new SpanLink(
        spanIdValue(),
        parentIdValue(),
        kind(),
        Remoteness.ofFlags(flags()),
        endNanos() == 0 ? SpanLink.Ending.UNFINISHED : SpanLink.Ending.ENDED,
        takesMessage() ? SpanLink.Step.TAKE : SpanLink.Step.OTHER);
  }

  /** Where it stands among the spans of its trace that a cap may cut. */
  default CutPlace cutPlace() {
    return CutPlace.of(link(), fragmentSize());
  }

  /** This span without its attributes. */
  default SpanFacts facts() {
    return SpanFacts.of(this);
  }

  default Instant start() {
    return instant(startNanos());
  }

  default Instant end() {
    return instant(endNanos());
  }

  /** The text of a span attribute; numbers and booleans as JSON would print them. */
  default Optional<String> attribute(String key) {
    return Optional.ofNullable(AttributeText.of(otlp().getAttributesList(), key));
  }

  /** This span with its messages at hand, for who asks more than one thing of them. */
  default ParsedSpan parsed() {
    return new ParsedSpan(origin(), scope(), otlp());
  }

  /** This span alone as OTLP; the fragments of a trace, joined, are the trace's TracesData. */
  default TracesData fragment() {
    return TracesData.newBuilder()
        .addResourceSpans(origin().toBuilder().addScopeSpans(scope().toBuilder().addSpans(otlp())))
        .build();
  }

  /** The bytes of the {@link #fragment()}; a slice also keeps what our schema does not have. */
  default byte[] fragmentBytes() {
    return fragment().toByteArray();
  }

  /** How many {@link #fragmentBytes()} there are. */
  default int fragmentSize() {
    return fragment().getSerializedSize();
  }

  /** What the span and the parts that it came under take, each by itself. */
  default long bytesApart() {
    return (long) origin().getSerializedSize()
        + scope().getSerializedSize()
        + otlp().getSerializedSize();
  }

  /** The {@link #service()} of a resource's spans. */
  static String service(Resource resource) {
    String name = AttributeText.of(resource.getAttributesList(), "service.name");
    String own = name == null || name.isBlank() ? UNKNOWN_SERVICE : name;
    return Name.of(namespace(resource).map(space -> space + "/" + own).orElse(own));
  }

  /** The {@link #namespace()} of a resource's spans. */
  static Optional<String> namespace(Resource resource) {
    return Optional.ofNullable(AttributeText.of(resource.getAttributesList(), "service.namespace"))
        .filter(space -> !space.isBlank());
  }

  /** The {@link #environment()} of a resource's spans. */
  static Optional<String> environment(Resource resource) {
    List<KeyValue> attributes = resource.getAttributesList();
    return Stream.of("deployment.environment.name", "deployment.environment")
        .flatMap(key -> Stream.ofNullable(AttributeText.of(attributes, key)))
        .filter(name -> !name.isBlank())
        .findFirst()
        .map(Name::of);
  }

  /** The time of nanoseconds since the epoch, unsigned. */
  static Instant instant(long nanos) {
    return Instant.ofEpochSecond(
        Long.divideUnsigned(nanos, 1_000_000_000L), Long.remainderUnsigned(nanos, 1_000_000_000L));
  }
}
