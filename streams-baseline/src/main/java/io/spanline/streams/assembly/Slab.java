package io.spanline.streams.assembly;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** An array that is cut into slots of one size, which can be another once all of them are free. */
final class Slab {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  /** No slab, and no slot. */
  static final int NONE = -1;

  final int number;
  byte[] bytes;

  /**
   * The numbers of its neighbours among those of its size that have a free slot; of {@link
   * SpanSlabs} alone.
   */
  int previous = NONE;

  int next = NONE;

  private int slotBytes;
  private int taken;
  // The slot that was given back last. Where a free slot begins stands which was given back before.
  private int free;
  // From this slot on none was ever taken.
  private int untouched;

  Slab(int number, byte[] bytes) {
    this.number = number;
    this.bytes = bytes;
  }

  /** Cuts the array anew: all slots are free. */
  void cut(int slotBytes) {
    this.slotBytes = slotBytes;
    free = NONE;
    untouched = 0;
  }

  int slotBytes() {
    return slotBytes;
  }

  boolean isFull() {
    return free == NONE && (untouched + 1) * slotBytes > bytes.length;
  }

  boolean isFree() {
    return taken == 0;
  }

  int take() {
    taken++;
    if (free == NONE) {
      return untouched++;
    }
    int slot = free;
    free = (int) INT.get(bytes, slot * slotBytes);
    return slot;
  }

  void giveBack(int slot) {
    taken--;
    INT.set(bytes, slot * slotBytes, free);
    free = slot;
  }
}
