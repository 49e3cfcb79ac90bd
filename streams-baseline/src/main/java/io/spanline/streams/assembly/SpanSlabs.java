package io.spanline.streams.assembly;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * The bytes of a partition's open spans, by a slab allocator: arrays of {@value #SLAB_BYTES} B,
 * each cut into slots of one size. Who holds a slot has its number: of most spans there is no
 * object and no reference that a collection would have to follow. For one thread.
 */
final class SpanSlabs {
  static final int SLAB_BYTES = 16 << 10;

  private static final int STEP_BYTES = 16;
  // A longer span is rare, and has an array to itself.
  private static final int MOST_SLOT_BYTES = 2 << 10;
  private static final int SLOT_BITS = Integer.numberOfTrailingZeros(SLAB_BYTES / STEP_BYTES);
  private static final int SLOT_MASK = (1 << SLOT_BITS) - 1;
  private static final byte[] NO_BYTES = {};

  private final List<Slab> slabs = new ArrayList<>();
  // Of each size, the number of the first of those that have a free slot. Numbers, not references:
  // each that is stored in an old object is work for the next collection.
  private final int[] roomy = new int[MOST_SLOT_BYTES / STEP_BYTES + 1];
  // Those without a span: with an array for any size, and without one.
  private final Deque<Slab> unused = new ArrayDeque<>();
  private final Deque<Slab> bare = new ArrayDeque<>();
  private long mostUnused;
  private long arrayBytes;
  private long takenBytes;

  SpanSlabs() {
    Arrays.fill(roomy, Slab.NONE);
  }

  /** From now on arrays in which no span stands are kept up to these bytes; at first none is. */
  void keepUnused(long mostBytes) {
    mostUnused = mostBytes / SLAB_BYTES;
    while (unused.size() > mostUnused) {
      letGo(unused.removeFirst());
    }
  }

  /** The number of a slot that has room for the bytes; what stands in it is anything. */
  int take(int bytes) {
    int slotBytes = slotBytes(bytes);
    int first = slotBytes > MOST_SLOT_BYTES ? Slab.NONE : roomy[slotBytes / STEP_BYTES];
    Slab slab = first == Slab.NONE ? begin(slotBytes) : slabs.get(first);
    int slot = slab.take();
    takenBytes += slotBytes;
    if (slab.isFull()) {
      takeOut(slab);
    }
    return slab.number << SLOT_BITS | slot;
  }

  /** Takes back a slot: it may be another span's from the next {@link #take} on. */
  void giveBack(int number) {
    Slab slab = slab(number);
    boolean wasFull = slab.isFull();
    slab.giveBack(number & SLOT_MASK);
    takenBytes -= slab.slotBytes();
    if (slab.isFree()) {
      if (!wasFull) {
        takeOut(slab);
      }
      end(slab);
    } else if (wasFull) {
      putIn(slab);
    }
  }

  /** The array that the slot stands in. */
  byte[] array(int number) {
    return slab(number).bytes;
  }

  /** Where the slot begins. */
  int at(int number) {
    return (number & SLOT_MASK) * slab(number).slotBytes();
  }

  /** What a slot takes that has room for the bytes. */
  static int slotBytes(int bytes) {
    return (bytes + STEP_BYTES - 1) / STEP_BYTES * STEP_BYTES;
  }

  /** What the arrays with spans take besides the slots of these. */
  long freeBytes() {
    return arrayBytes - takenBytes;
  }

  private Slab slab(int number) {
    return slabs.get(number >>> SLOT_BITS);
  }

  private Slab begin(int slotBytes) {
    boolean isLong = slotBytes > MOST_SLOT_BYTES;
    Slab slab = isLong ? null : unused.pollLast();
    if (slab == null) {
      slab = withArray(isLong ? slotBytes : SLAB_BYTES);
    }
    slab.cut(slotBytes);
    arrayBytes += slab.bytes.length;
    if (!isLong) {
      putIn(slab);
    }
    return slab;
  }

  private Slab withArray(int bytes) {
    Slab slab = bare.pollLast();
    if (slab == null) {
      slab = new Slab(slabs.size(), new byte[bytes]);
      slabs.add(slab);
    } else {
      slab.bytes = new byte[bytes];
    }
    return slab;
  }

  private void end(Slab slab) {
    arrayBytes -= slab.bytes.length;
    if (slab.bytes.length == SLAB_BYTES && unused.size() < mostUnused) {
      unused.addLast(slab);
    } else {
      letGo(slab);
    }
  }

  private void letGo(Slab slab) {
    slab.bytes = NO_BYTES;
    bare.addLast(slab);
  }

  private void putIn(Slab slab) {
    int size = slab.slotBytes() / STEP_BYTES;
    slab.next = roomy[size];
    if (slab.next != Slab.NONE) {
      slabs.get(slab.next).previous = slab.number;
    }
    roomy[size] = slab.number;
  }

  private void takeOut(Slab slab) {
    if (slab.slotBytes() > MOST_SLOT_BYTES) {
      return;
    }
    if (slab.previous == Slab.NONE) {
      roomy[slab.slotBytes() / STEP_BYTES] = slab.next;
    } else {
      slabs.get(slab.previous).next = slab.next;
    }
    if (slab.next != Slab.NONE) {
      slabs.get(slab.next).previous = slab.previous;
    }
    slab.previous = Slab.NONE;
    slab.next = Slab.NONE;
  }
}
