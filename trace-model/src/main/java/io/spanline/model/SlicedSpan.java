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
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final int KIND = 7;
  private static final int ERROR = 1 << 3;
  private static final int TAKES_MESSAGE = 1 << 4;
  private static final int SAMPLED = 1 << 5;
  // Where a packed span says what, from its place on.
  private static final int PARENT_ID = 0;
  private static final int START = PARENT_ID + Long.BYTES;
  private static final int END = START + Long.BYTES;
  private static final int FLAGS = END + Long.BYTES;
  private static final int LENGTH = FLAGS + Integer.BYTES;
  private static final int TRACE_ID_AT = LENGTH + Integer.BYTES;
  private static final int ID_AT = TRACE_ID_AT + 1;
  private static final int TRAITS = ID_AT + 1;
  private static final int MESSAGE = TRAITS + 1;

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

  /**
   * The span whose bytes stand in an array.
   *
   * @param array holds a valid message from {@code from} to {@code to}, not written to any more
   * @param facts what the bytes say
   */
  public SlicedSpan(byte[] array, int from, int to, Origin origin, Scope scope, SliceFacts facts) {
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

  private static byte traits(SliceFacts facts) {
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
    return new SlicedSpan(bytes, 0, bytes.length, origin, scope, SliceFacts.of(span));
  }

  /** How many bytes it takes {@link #pack packed}, if its message has so many. */
  public static int packedBytes(int messageBytes) {
    return MESSAGE + messageBytes;
  }

  /** Writes its message and facts, but not what other spans share with it. */
  public void pack(byte[] into, int at) {
    LONG.set(into, at + PARENT_ID, parentId);
    LONG.set(into, at + START, startNanos);
    LONG.set(into, at + END, endNanos);
    INT.set(into, at + FLAGS, flags);
    INT.set(into, at + LENGTH, length);
    into[at + TRACE_ID_AT] = traceIdAt;
    into[at + ID_AT] = idAt;
    into[at + TRAITS] = traits;
    putBytes(into, at + MESSAGE);
  }

  /** The span that was {@link #pack packed}; its bytes stay where they are. */
  public static SlicedSpan unpack(
      byte[] array, int at, Origin origin, Scope scope, String operation, @Nullable String peer) {
    return new SlicedSpan(array, at, origin, scope, operation, peer);
  }

  private SlicedSpan(
      byte[] packed, int at, Origin origin, Scope scope, String operation, @Nullable String peer) {
    this.array = packed;
    this.from = at + MESSAGE;
    this.length = (int) INT.get(packed, at + LENGTH);
    this.origin = origin;
    this.scope = scope;
    this.parentId = (long) LONG.get(packed, at + PARENT_ID);
    this.startNanos = (long) LONG.get(packed, at + START);
    this.endNanos = (long) LONG.get(packed, at + END);
    this.flags = (int) INT.get(packed, at + FLAGS);
    this.traceIdAt = packed[at + TRACE_ID_AT];
    this.idAt = packed[at + ID_AT];
    this.traits = packed[at + TRAITS];
    this.operation = operation;
    this.peer = peer;
  }

  /** Its bytes are used for another span from now on: whoever asks it for them fails. */
  @SuppressWarnings("NullAway") // so that a late question fails, and never tells of another span
  public void letGo() {
    array = null;
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
