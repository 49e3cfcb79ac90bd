package io.spanline.streams.assembly;

import io.spanline.model.SlicedSpan;
import io.spanline.model.Span;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The spans of a partition's open traces: each is a slot of {@link SpanSlabs}, in which stands what
 * came, packed, and the number of what it shares with others. Of the records that brought them
 * nothing is held.
 */
final class HeldSpans {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  // Where a slot says what, from its beginning on.
  private static final int ARRIVAL = 0;
  private static final int TIMESTAMP = ARRIVAL + Long.BYTES;
  private static final int POSITION = TIMESTAMP + Long.BYTES;
  private static final int SHARED = POSITION + Long.BYTES;
  private static final int SPAN = SHARED + Integer.BYTES;
  // Free slots of an eighth of what the spans take are ordinary: of each size a slab fills up.
  // Another eighth at most is charged, else one span could evict half of the traces.
  private static final int ORDINARY_SHARE = 8;
  private static final long ORDINARY_BYTES = 1 << 20;

  private final SharedParts shared = new SharedParts();
  private final SpanSlabs slabs = new SpanSlabs();

  // Kept, else the compiler would drop the reads.
  @SuppressWarnings("UnusedVariable")
  private int fetched;

  /** The number of the slot that a span has until it is {@link #remove}d. */
  int hold(Arrival arrival) {
    SlicedSpan span = SharedParts.sliced(arrival.span());
    int number = slabs.take(SPAN + SlicedSpan.packedBytes(span.length()));
    byte[] array = slabs.array(number);
    int at = slabs.at(number);
    LONG.set(array, at + ARRIVAL, arrival.arrivalMillis());
    LONG.set(array, at + TIMESTAMP, arrival.timestampMillis());
    LONG.set(array, at + POSITION, arrival.position());
    INT.set(array, at + SHARED, shared.add(span));
    span.pack(array, at + SPAN);
    return number;
  }

  /** What is held: it can be asked until it is {@link #remove}d and another span is held. */
  Arrival arrival(int number) {
    byte[] array = slabs.array(number);
    int at = slabs.at(number);
    return new Arrival(
        shared.unpack(array, at + SPAN, (int) INT.get(array, at + SHARED)),
        (long) LONG.get(array, at + ARRIVAL),
        (long) LONG.get(array, at + TIMESTAMP),
        (long) LONG.get(array, at + POSITION));
  }

  /**
   * Reads a byte of each span, so that the processor fetches all of them together: no cache has
   * held them since they came, and one after the other each would be waited for.
   */
  void fetch(int[] numbers, int size) {
    for (int i = 0; i < size; i++) {
      fetched += slabs.array(numbers[i])[slabs.at(numbers[i])];
    }
  }

  /** From now on arrays in which no span stands are kept up to these bytes. */
  void keepUnused(long mostBytes) {
    slabs.keepUnused(mostBytes);
  }

  /** No open trace has the span any more. */
  void remove(int number) {
    shared.remove((int) INT.get(slabs.array(number), slabs.at(number) + SHARED));
    slabs.giveBack(number);
  }

  /** What the slot of a span takes of the heap. */
  static int slotBytes(Span span) {
    int message =
        span instanceof SlicedSpan sliced ? sliced.length() : span.otlp().getSerializedSize();
    return SpanSlabs.slotBytes(SPAN + SlicedSpan.packedBytes(message));
  }

  /**
   * What the spans take of the heap together, by estimate: resources, scopes and names, and slots
   * that are free after spans of other sizes.
   *
   * @param ofEachBytes the sum of what each takes by itself
   */
  long commonBytes(long ofEachBytes) {
    long share = ofEachBytes / ORDINARY_SHARE;
    long beyond = slabs.freeBytes() - share - ORDINARY_BYTES;
    return shared.heapBytes() + Math.max(0, Math.min(share, beyond));
  }
}
