package io.spanline.streams.assembly;

import io.spanline.model.TraceId;
import io.spanline.streams.assembly.Segments.Held;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The emitted traces of one partition, each remembered until the horizon has passed, or until there
 * are too many. They are forgotten a {@link Segment} at a time, the oldest first; its bytes stay
 * until no span that is read again after a restart can ask for them.
 */
final class RememberedTraces implements TraceIndex.Ids {
  // A larger skeleton is a segment by itself.
  private static final int LARGE_BYTES = 128 << 10;

  private final long horizonMillis;
  private final long mostBytes;
  private final Segments segments;
  private final TraceIndex index = new TraceIndex(this);
  private final ByteBuffer scratch = SkeletonBytes.scratch();
  // Only until all is read again.
  private final Map<TraceId, Long> settledAlone = new HashMap<>();
  private long bytes;
  private long forgotten;

  RememberedTraces(KeyValueStore<Bytes, byte[]> store, AssemblyRules rules, MemoryBounds bounds) {
    this.horizonMillis = rules.horizon().toMillis();
    this.mostBytes = bounds.rememberedBytes();
    this.segments = new Segments(new SegmentRows(store));
    segments.all().forEach(held -> restore(held.segment));
  }

  private void restore(Segment segment) {
    bytes += segment.heapBytes();
    for (int place = segment.start(); place < segment.end(); place = segment.next(place)) {
      SkeletonBytes said = segment.skeleton(place);
      if (said.isEmitted()) {
        index.put(segment.traceId(place), entry(segment, place));
      } else if (segments.isOfNow(segment)) {
        settledAlone.merge(segment.traceId(place), said.through(), Math::max);
      }
    }
  }

  /** Whether a span that is read again after a restart was emitted, or counted by itself. */
  boolean isSettled(TraceId traceId, long position) {
    if (settledAlone.getOrDefault(traceId, 0L) > position) {
      return true;
    }
    long entry = index.find(traceId);
    return entry != TraceIndex.NONE
        && segments.isOfNow(held(entry).segment)
        && skeleton(entry).through() > position;
  }

  /**
   * The trace's row as it was recalled for a span that is read again after a restart.
   *
   * @param horizonMillis the horizon of then
   */
  @Nullable RememberedRow recallAgain(
      TraceId traceId, long nowMillis, long position, long horizonMillis) {
    long entry = index.find(traceId);
    if (entry == TraceIndex.NONE || held(entry).forgottenAt <= position) {
      return null;
    }
    RememberedRow row = skeleton(entry).row();
    return nowMillis - horizonMillis >= row.closedMillis() ? null : row;
  }

  /** Nothing more is read again: what was forgotten before the restart is forgotten. */
  void resume(long position) {
    settledAlone.clear();
    segments.all().forEach(held -> held.usedUntil = position);
    segments.forgotten().forEach(held -> takeOut(held.segment, Segments.NEVER));
  }

  /** Positions begin anew. */
  void resetPositions() {
    segments.resetPositions();
  }

  /** The trace if it is remembered, be it past the horizon or not. */
  @Nullable RememberedTrace find(TraceId traceId) {
    RememberedRow row = row(traceId);
    return row == null ? null : row.trace();
  }

  /** The trace's row, likewise. */
  @Nullable RememberedRow row(TraceId traceId) {
    long entry = index.find(traceId);
    return entry == TraceIndex.NONE ? null : skeleton(entry).row();
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
    RememberedRow row = skeleton(entry).row();
    if (hasPassed(row.closedMillis(), nowMillis)) {
      index.remove(traceId, entry);
      return null;
    }
    held(entry).usedUntil = position + 1;
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
      segments.seal();
    }
    Held in = segments.current(trace.closedMillis());
    Segment segment = in.segment;
    final long before = segment.isEmpty() ? 0 : segment.heapBytes();
    ByteBuffer said = wide == null ? SkeletonBytes.packed(trace, through, segment, scratch) : wide;
    int place = segment.add(traceId, trace.closedMillis(), said);
    index.put(traceId, entry(segment, place));
    added(in, before, through);
    if (isAlone) {
      segments.seal();
    }
  }

  /**
   * A span of a trace that is not open was counted by itself.
   *
   * @param through the position after it
   */
  void settle(TraceId traceId, long nowMillis, long through) {
    Held in = segments.current(nowMillis);
    final long before = in.segment.isEmpty() ? 0 : in.segment.heapBytes();
    in.segment.add(traceId, nowMillis, SkeletonBytes.settled(through));
    added(in, before, through);
  }

  private void added(Held in, long bytesBefore, long through) {
    bytes += in.segment.heapBytes() - bytesBefore;
    in.usedUntil = Math.max(in.usedUntil, through);
  }

  /**
   * Forgets the traces whose horizon has passed, and however many there are too many.
   *
   * @param position from which on they are not remembered
   */
  void forget(long nowMillis, long position) {
    while (!segments.areForgotten()) {
      Segment oldest = segments.oldest().segment;
      boolean isDue = hasPassed(oldest.newestMillis(), nowMillis);
      if (!isDue && (heapBytes() <= mostBytes || !oldest.isSealed())) {
        return;
      }
      segments.forgetOldest(position);
      takeOut(oldest, nowMillis);
    }
  }

  private void takeOut(Segment segment, long nowMillis) {
    bytes -= segment.heapBytes();
    for (int place = segment.start(); place < segment.end(); place = segment.next(place)) {
      if (index.remove(segment.traceId(place), entry(segment, place))) {
        long closedMillis = segment.skeleton(place).row().closedMillis();
        forgotten += hasPassed(closedMillis, nowMillis) ? 0 : 1;
      }
    }
  }

  /** Stores what changed since the last commit; spans before a position are not read again. */
  void save(long readAgainFrom) {
    segments.save(readAgainFrom);
  }

  /** Whether what is forgotten, and stays for a restart alone, is more than the heap has for it. */
  boolean holdTooMuch() {
    return heldBytes() > mostBytes;
  }

  /** What the forgotten traces take of the heap that stay for a restart alone. */
  long heldBytes() {
    return segments.forgotten().stream().mapToLong(held -> held.segment.heapBytes()).sum();
  }

  /** How long a trace is remembered. */
  long horizonMillis() {
    return horizonMillis;
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

  private SkeletonBytes skeleton(long entry) {
    return held(entry).segment.skeleton(place(entry));
  }

  private Held held(long entry) {
    return segments.numbered((int) (entry >>> Integer.SIZE));
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
