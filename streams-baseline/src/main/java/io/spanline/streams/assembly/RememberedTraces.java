package io.spanline.streams.assembly;

import io.spanline.model.TraceId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The emitted traces of one partition, each remembered until the horizon has passed, or until there
 * are too many. They are forgotten a {@link Segment} at a time, the oldest first; its bytes stay
 * until no span that is read again after a restart can ask for them.
 */
final class RememberedTraces implements TraceIndex.Ids {
  private static final long NEVER = Long.MAX_VALUE;
  // A larger skeleton is a segment by itself.
  private static final int LARGE_BYTES = 128 << 10;

  /** A segment with what is known of its use. */
  private static final class Held {
    final Segment segment;
    // The position after the last span that was judged by it.
    long usedUntil;
    // From that position on its traces are not remembered.
    long forgottenAt = NEVER;

    Held(Segment segment) {
      this.segment = segment;
    }
  }

  private final SegmentRows rows;
  private final long horizonMillis;
  private final long mostBytes;
  private final TraceIndex index = new TraceIndex(this);
  private final ByteBuffer scratch = SkeletonBytes.scratch();
  // Oldest first, numbered one after the other; those before `remembered` are forgotten.
  private final List<Held> held = new ArrayList<>();
  private int remembered;
  private int firstNumber = 1;
  private int generation;
  private long bytes;
  private long forgotten;

  RememberedTraces(KeyValueStore<Bytes, byte[]> store, AssemblyRules rules, MemoryBounds bounds) {
    this.rows = new SegmentRows(store);
    this.horizonMillis = rules.horizon().toMillis();
    this.mostBytes = bounds.rememberedBytes();
    List<Segment> read = rows.read();
    firstNumber = Math.max(firstNumber, rows.extent().first());
    read.forEach(this::restore);
    for (long position : rows.extent().forgottenAt()) {
      forget(remembered++, position, NEVER);
    }
  }

  private void restore(Segment segment) {
    held.add(new Held(segment));
    bytes += segment.heapBytes();
    for (int place = segment.start(); place < segment.end(); place = segment.next(place)) {
      if (segment.skeleton(place).isEmitted()) {
        index.put(segment.traceId(place), entry(segment, place));
      }
    }
  }

  /** The trace if it is remembered, be it past the horizon or not. */
  @Nullable RememberedTrace find(TraceId traceId) {
    RememberedRow row = row(traceId);
    return row == null ? null : row.trace();
  }

  /** The trace's row, likewise. */
  @Nullable RememberedRow row(TraceId traceId) {
    long entry = index.find(traceId);
    return entry == TraceIndex.NONE ? null : held(entry).segment.skeleton(place(entry)).row();
  }

  /**
   * The trace's row if its horizon has not passed; else it is forgotten at once.
   *
   * @param position of the span that asks
   */
  @Nullable RememberedRow recall(TraceId traceId, long nowMillis, long position) {
    long entry = index.find(traceId);
    if (entry == TraceIndex.NONE) {
      return null;
    }
    Held in = held(entry);
    RememberedRow row = in.segment.skeleton(place(entry)).row();
    if (hasPassed(row.closedMillis(), nowMillis)) {
      index.remove(traceId, entry);
      return null;
    }
    in.usedUntil = position + 1;
    return row;
  }

  /**
   * Remembers a trace that was emitted.
   *
   * @param through the position before which every span of it is settled
   */
  void remember(TraceId traceId, RememberedTrace trace, long through) {
    ByteBuffer wide = PackedRow.takes(trace) ? null : SkeletonBytes.wide(trace, through);
    boolean isAlone = wide != null && wide.remaining() > LARGE_BYTES;
    if (isAlone) {
      sealCurrent();
    }
    Held in = current(trace.closedMillis());
    Segment segment = in.segment;
    final long before = segment.heapBytes();
    ByteBuffer said = wide == null ? SkeletonBytes.packed(trace, through, segment, scratch) : wide;
    int place = segment.add(traceId, trace.closedMillis(), said);
    bytes += segment.heapBytes() - before;
    index.put(traceId, entry(segment, place));
    in.usedUntil = Math.max(in.usedUntil, through);
    if (isAlone) {
      sealCurrent();
    }
  }

  /**
   * Forgets the traces whose horizon has passed, and however many there are too many.
   *
   * @param position from which on they are not remembered
   */
  void forget(long nowMillis, long position) {
    while (remembered < held.size()) {
      Segment oldest = held.get(remembered).segment;
      boolean isDue = hasPassed(oldest.newestMillis(), nowMillis);
      if (!isDue && (heapBytes() <= mostBytes || !oldest.isSealed())) {
        return;
      }
      oldest.seal();
      forget(remembered++, position, nowMillis);
    }
  }

  /** Stores what changed since the last commit; spans before a position are not read again. */
  void save(long readAgainFrom) {
    sealCurrent();
    while (remembered > 0 && held.get(0).usedUntil <= readAgainFrom) {
      rows.free(held.remove(0).segment);
      remembered--;
      firstNumber++;
    }
    List<Long> forgottenAt = new ArrayList<>();
    for (Held one : held) {
      if (!rows.isWritten(one.segment)) {
        rows.write(one.segment);
      }
      if (one.forgottenAt != NEVER) {
        forgottenAt.add(one.forgottenAt);
      }
    }
    rows.write(new SegmentRows.Extent(firstNumber, forgottenAt));
  }

  boolean isEmpty() {
    return index.size() == 0;
  }

  int traces() {
    return index.size();
  }

  /** What the traces take of the heap. */
  long heapBytes() {
    return bytes + index.heapBytes();
  }

  /** How many were forgotten before their horizon had passed. */
  long forgotten() {
    return forgotten;
  }

  @Override
  public long high(long entry) {
    return held(entry).segment.high(place(entry));
  }

  @Override
  public long low(long entry) {
    return held(entry).segment.low(place(entry));
  }

  private void forget(int which, long position, long nowMillis) {
    Held oldest = held.get(which);
    Segment segment = oldest.segment;
    oldest.forgottenAt = position;
    bytes -= segment.heapBytes();
    for (int place = segment.start(); place < segment.end(); place = segment.next(place)) {
      if (index.remove(segment.traceId(place), entry(segment, place))) {
        long closedMillis = segment.skeleton(place).row().closedMillis();
        forgotten += hasPassed(closedMillis, nowMillis) ? 0 : 1;
      }
    }
  }

  private Held current(long closedMillis) {
    if (held.isEmpty() || last().segment.isSealed()) {
      open(closedMillis);
    } else if (last().segment.isFull()) {
      sealCurrent();
      open(closedMillis);
    }
    return last();
  }

  private void open(long closedMillis) {
    Held opened = new Held(new Segment(firstNumber + held.size(), generation, closedMillis));
    held.add(opened);
    bytes += opened.segment.heapBytes();
  }

  private void sealCurrent() {
    if (!held.isEmpty()) {
      last().segment.seal();
    }
  }

  private Held last() {
    return held.get(held.size() - 1);
  }

  private Held held(long entry) {
    return held.get((int) (entry >>> Integer.SIZE) - firstNumber);
  }

  private static int place(long entry) {
    return (int) entry;
  }

  private static long entry(Segment segment, int place) {
    return (long) segment.number() << Integer.SIZE | place;
  }

  private boolean hasPassed(long closedMillis, long nowMillis) {
    return nowMillis - horizonMillis >= closedMillis;
  }
}
