package io.spanline.streams.assembly;

import io.spanline.model.SlicedSpan;
import io.spanline.model.Span;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The spans of a partition's open traces: each is one array of {@link SpanBuffers}, in which stands
 * what came, packed, and the number of what it shares with others. Of the records that brought them
 * nothing is held.
 */
final class HeldSpans {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final int ARRIVAL = 0;
  private static final int TIMESTAMP = ARRIVAL + Long.BYTES;
  private static final int POSITION = TIMESTAMP + Long.BYTES;
  private static final int SHARED = POSITION + Long.BYTES;
  private static final int SPAN = SHARED + Integer.BYTES;

  private final SharedParts shared = new SharedParts();
  private final SpanBuffers buffers;

  /**
   * None yet.
   *
   * @param mostUnusedBytes arrays that no open span uses are kept up to these
   */
  HeldSpans(long mostUnusedBytes) {
    this.buffers = new SpanBuffers(mostUnusedBytes);
  }

  /** What took a span's place until it is {@link #remove}d. */
  byte[] hold(Arrival arrival) {
    SlicedSpan span = SharedParts.sliced(arrival.span());
    byte[] held = buffers.take(SPAN + SlicedSpan.packedBytes(span.length()));
    LONG.set(held, ARRIVAL, arrival.arrivalMillis());
    LONG.set(held, TIMESTAMP, arrival.timestampMillis());
    LONG.set(held, POSITION, arrival.position());
    INT.set(held, SHARED, shared.add(span));
    span.pack(held, SPAN);
    return held;
  }

  /** What is held; it can be asked until its array is {@link #giveBack given back}. */
  Arrival arrival(byte[] held) {
    return new Arrival(
        shared.unpack(held, SPAN, number(held)),
        (long) LONG.get(held, ARRIVAL),
        (long) LONG.get(held, TIMESTAMP),
        (long) LONG.get(held, POSITION));
  }

  /** No open trace has the span any more. */
  void remove(byte[] held) {
    shared.remove(number(held));
  }

  /** Takes a removed span's array: nobody asks the span anything any more. */
  void giveBack(byte[] held) {
    buffers.giveBack(held);
  }

  private static int number(byte[] held) {
    return (int) INT.get(held, SHARED);
  }

  /** What the array of a span takes of the heap. */
  static int heapBytes(Span span) {
    int message =
        span instanceof SlicedSpan sliced ? sliced.length() : span.otlp().getSerializedSize();
    return SpanBuffers.heapBytes(SPAN + SlicedSpan.packedBytes(message));
  }

  /** What resources, scopes and names take of the heap, by estimate. */
  long sharedBytes() {
    return shared.heapBytes();
  }
}
