package io.spanline.model;

import com.google.protobuf.Parser;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A span as the bytes of its message, with its facts read. Whatever else is asked of it is parsed
 * at each question.
 */
public final class SlicedSpan implements Span {
  private static final Parser<io.opentelemetry.proto.trace.v1.Span> PARSER =
      Frame.known(io.opentelemetry.proto.trace.v1.Span.parser());

  private final byte[] bytes;
  private final Origin origin;
  private final Scope scope;
  private final String operation;
  private final @Nullable String peer;
  private final long traceHigh;
  private final long traceLow;
  private final long id;
  private final long parentId;
  private final long startNanos;
  private final long endNanos;
  private final int flags;
  private final SpanKind kind;
  private final boolean isError;
  private final boolean takesMessage;
  private final boolean isSampled;

  /** Where the facts of a span are put, to be used again for the next: one for each reader. */
  public static final class Facts {
    // A hot path: fields that are set as the bytes are read, for a span each.
    public long traceHigh;
    public long traceLow;
    public long id;
    public long parentId;
    public long startNanos;
    public long endNanos;
    public int flags;
    public SpanKind kind = SpanKind.UNSPECIFIED;
    public String operation = "";
    public @Nullable String peer;
    public boolean isError;
    public boolean takesMessage;
    public boolean isSampled;

    public void clear() {
      traceHigh = 0;
      traceLow = 0;
      id = 0;
      parentId = 0;
      startNanos = 0;
      endNanos = 0;
      flags = 0;
      kind = SpanKind.UNSPECIFIED;
      operation = "";
      peer = null;
      isError = false;
      takesMessage = false;
      isSampled = false;
    }

    private static Facts of(Span span) {
      Facts facts = new Facts();
      TraceId traceId = span.traceId();
      facts.traceHigh = traceId.high();
      facts.traceLow = traceId.low();
      facts.id = span.spanIdValue();
      facts.parentId = span.parentIdValue();
      facts.startNanos = span.startNanos();
      facts.endNanos = span.endNanos();
      facts.flags = span.flags();
      facts.kind = span.kind();
      facts.operation = span.operation();
      facts.peer = span.peer();
      facts.isError = span.isError();
      facts.takesMessage = span.takesMessage();
      facts.isSampled = span.isSampled();
      return facts;
    }
  }

  /**
   * The span of these bytes.
   *
   * @param bytes a valid message, not written to any more
   * @param facts what the bytes say
   */
  public SlicedSpan(byte[] bytes, Origin origin, Scope scope, Facts facts) {
    this.bytes = bytes;
    this.origin = origin;
    this.scope = scope;
    this.traceHigh = facts.traceHigh;
    this.traceLow = facts.traceLow;
    this.id = facts.id;
    this.parentId = facts.parentId;
    this.startNanos = facts.startNanos;
    this.endNanos = facts.endNanos;
    this.flags = facts.flags;
    this.kind = facts.kind;
    this.operation = facts.operation;
    this.peer = facts.peer;
    this.isError = facts.isError;
    this.takesMessage = facts.takesMessage;
    this.isSampled = facts.isSampled;
  }

  /** A usable span in this form. */
  public static SlicedSpan of(Span span, Origin origin, Scope scope) {
    return span instanceof SlicedSpan sliced
        ? sliced
        : new SlicedSpan(span.otlp().toByteArray(), origin, scope, Facts.of(span));
  }

  /** This span, with an equal resource and an equal scope that others have too. */
  @SuppressWarnings("ReferenceEquality") // most spans have them already
  public SlicedSpan sharing(Origin equalOrigin, Scope equalScope) {
    return equalOrigin == origin && equalScope == scope
        ? this
        : new SlicedSpan(bytes, equalOrigin, equalScope, Facts.of(this));
  }

  /** The message's bytes, not to be written to. */
  public byte[] bytes() {
    return bytes;
  }

  public Origin sharedOrigin() {
    return origin;
  }

  public Scope sharedScope() {
    return scope;
  }

  public long traceHigh() {
    return traceHigh;
  }

  public long traceLow() {
    return traceLow;
  }

  @Override
  public ResourceSpans origin() {
    return origin.message();
  }

  @Override
  public ScopeSpans scope() {
    return scope.message();
  }

  @Override
  public io.opentelemetry.proto.trace.v1.Span otlp() {
    return Frame.read(bytes, PARSER);
  }

  @Override
  public int fragmentSize() {
    return SpanBytes.size(this);
  }

  @Override
  public byte[] fragmentBytes() {
    return SpanBytes.of(SpanGroups.of(List.of(this)));
  }

  @Override
  public long bytesApart() {
    return (long) origin.bytes().length + scope.bytes().length + bytes.length;
  }

  @Override
  public TraceId traceId() {
    return new TraceId(traceHigh, traceLow);
  }

  @Override
  public long spanIdValue() {
    return id;
  }

  @Override
  public long parentIdValue() {
    return parentId;
  }

  @Override
  public int flags() {
    return flags;
  }

  @Override
  public SpanKind kind() {
    return kind;
  }

  @Override
  public String service() {
    return origin.service();
  }

  @Override
  public Optional<String> namespace() {
    return Optional.ofNullable(origin.namespace());
  }

  @Override
  public Optional<String> environment() {
    return Optional.ofNullable(origin.environment());
  }

  @Override
  public String operation() {
    return operation;
  }

  @Override
  public @Nullable String peer() {
    return peer;
  }

  @Override
  public Resource resource() {
    return origin.message().getResource();
  }

  @Override
  public int resourceHash() {
    return origin.resourceHash();
  }

  @Override
  public boolean takesMessage() {
    return takesMessage;
  }

  @Override
  public boolean isError() {
    return isError;
  }

  @Override
  public boolean isSampled() {
    return isSampled;
  }

  @Override
  public long startNanos() {
    return startNanos;
  }

  @Override
  public long endNanos() {
    return endNanos;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (other instanceof SlicedSpan span && Arrays.equals(bytes, span.bytes)) {
      return origin.message().equals(span.origin.message())
          && scope.message().equals(span.scope.message());
    }
    return other instanceof Span span && parsed().equals(span);
  }

  @Override
  public int hashCode() {
    return ParsedSpan.hash(this);
  }

  @Override
  public String toString() {
    return parsed().toString();
  }
}
