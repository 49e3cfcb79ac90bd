package io.spanline.model;

import com.google.protobuf.Parser;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
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
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  // Where the ids stand in what protobuf writes: each after its tag and length.
  private static final byte FIRST = 2;
  private static final byte SECOND = FIRST + 16 + 2;
  private static final int KIND = 7;
  private static final int ERROR = 1 << 3;
  private static final int TAKES_MESSAGE = 1 << 4;
  private static final int SAMPLED = 1 << 5;

  // Hundreds of thousands are held: 72 bytes each, with ids left where they stand, and what is said
  // by yes or no in one byte.
  private byte[] array;
  private final int from;
  private final int length;
  private final Origin origin;
  private final Scope scope;
  private final String operation;
  private final @Nullable String peer;
  private final long parentId;
  private final long startNanos;
  private final long endNanos;
  private final int flags;
  private final byte traceIdAt;
  private final byte idAt;
  private final byte traits;

  /** Where the facts of a span are put, to be used again for the next: one for each reader. */
  public static final class Facts {
    // A hot path: fields that are set as the bytes are read, for a span each.
    /** Where the bytes of the two ids stand in those of the span; 0 while unknown. */
    public byte traceIdAt;

    public byte idAt;
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
      traceIdAt = 0;
      idAt = 0;
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
      facts.traceIdAt = span instanceof SlicedSpan sliced ? sliced.traceIdAt : FIRST;
      facts.idAt = span instanceof SlicedSpan sliced ? sliced.idAt : SECOND;
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
   * The span whose bytes stand in an array.
   *
   * @param array holds a valid message from {@code from} to {@code to}, not written to any more
   * @param facts what the bytes say
   */
  public SlicedSpan(byte[] array, int from, int to, Origin origin, Scope scope, Facts facts) {
    this.array = array;
    this.from = from;
    this.length = to - from;
    this.origin = origin;
    this.scope = scope;
    this.parentId = facts.parentId;
    this.startNanos = facts.startNanos;
    this.endNanos = facts.endNanos;
    this.flags = facts.flags;
    this.traceIdAt = facts.traceIdAt;
    this.idAt = facts.idAt;
    this.traits = traits(facts);
    this.operation = facts.operation;
    this.peer = facts.peer;
  }

  private static byte traits(Facts facts) {
    int error = facts.isError ? ERROR : 0;
    int takesMessage = facts.takesMessage ? TAKES_MESSAGE : 0;
    int sampled = facts.isSampled ? SAMPLED : 0;
    return (byte) (facts.kind.number() | error | takesMessage | sampled);
  }

  /** A usable span in this form. */
  public static SlicedSpan of(Span span, Origin origin, Scope scope) {
    if (span instanceof SlicedSpan sliced) {
      return sliced;
    }
    byte[] bytes = span.otlp().toByteArray();
    return new SlicedSpan(bytes, 0, bytes.length, origin, scope, Facts.of(span));
  }

  /**
   * A copy of this span that lets go of the record it was read from.
   *
   * @param buffer takes its bytes, and has room for all of them
   * @param equalOrigin its resource, an object that others have too
   * @param equalScope its scope, likewise
   */
  public SlicedSpan copy(byte[] buffer, Origin equalOrigin, Scope equalScope) {
    putBytes(buffer, 0);
    return new SlicedSpan(buffer, 0, length, equalOrigin, equalScope, Facts.of(this));
  }

  /** Takes its bytes away, to be used for another span: whoever asks it for them now fails. */
  @SuppressWarnings("NullAway") // so that a later question fails, and never tells of another span
  public byte[] release() {
    byte[] buffer = array;
    array = null;
    return buffer;
  }

  /** The array that the message's bytes stand in, not to be written to. */
  public byte[] array() {
    return array;
  }

  /** Where its bytes begin. */
  public int from() {
    return from;
  }

  /** How many bytes the message has. */
  public int length() {
    return length;
  }

  /** Puts the message's bytes; returns the place after them. */
  public int putBytes(byte[] into, int at) {
    System.arraycopy(array, from, into, at, length);
    return at + length;
  }

  public Origin sharedOrigin() {
    return origin;
  }

  public Scope sharedScope() {
    return scope;
  }

  public long traceHigh() {
    return (long) LONG.get(array, from + traceIdAt);
  }

  public long traceLow() {
    return (long) LONG.get(array, from + traceIdAt + Long.BYTES);
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
    return Frame.read(array, from, length, PARSER);
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
    return (long) origin.bytes().length + scope.bytes().length + length;
  }

  @Override
  public TraceId traceId() {
    return new TraceId(traceHigh(), traceLow());
  }

  @Override
  public long spanIdValue() {
    return (long) LONG.get(array, from + idAt);
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
    return SpanKind.ofNumber(traits & KIND);
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
  public Integer resourceHash() {
    return origin.resourceHash();
  }

  @Override
  public boolean takesMessage() {
    return (traits & TAKES_MESSAGE) != 0;
  }

  @Override
  public boolean isError() {
    return (traits & ERROR) != 0;
  }

  @Override
  public boolean isSampled() {
    return (traits & SAMPLED) != 0;
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
    if (other instanceof SlicedSpan span && hasBytesOf(span)) {
      return origin.message().equals(span.origin.message())
          && scope.message().equals(span.scope.message());
    }
    return other instanceof Span span && parsed().equals(span);
  }

  private boolean hasBytesOf(SlicedSpan span) {
    return Arrays.equals(
        array, from, from + length, span.array, span.from, span.from + span.length);
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
