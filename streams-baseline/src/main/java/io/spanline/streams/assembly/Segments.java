package io.spanline.streams.assembly;

import java.util.ArrayList;
import java.util.List;

/**
 * The {@link Segment}s of one partition, numbered one after the other, the oldest first. The first
 * of them may be forgotten: they are needed only while their positions can be asked for.
 */
final class Segments {
  static final long NEVER = Long.MAX_VALUE;

  /** A segment with what is known of its use. */
  static final class Held {
    final Segment segment;

    /** The position after the last span that was judged by it. */
    long usedUntil;

    /** From that position on its traces are not remembered. */
    long forgottenAt = NEVER;

    Held(Segment segment) {
      this.segment = segment;
    }
  }

  private final SegmentRows rows;
  private final List<Held> held = new ArrayList<>();
  private int forgotten;
  private int firstNumber = 1;
  private int generation;

  /** The segments that are stored. */
  Segments(SegmentRows rows) {
    this.rows = rows;
    rows.read().forEach(segment -> held.add(new Held(segment)));
    firstNumber = Math.max(firstNumber, rows.extent().first());
    generation = rows.extent().generation();
    for (long position : rows.extent().forgottenAt()) {
      held.get(forgotten++).forgottenAt = position;
    }
  }

  /** All of them, the forgotten ones first. */
  List<Held> all() {
    return held;
  }

  List<Held> forgotten() {
    return held.subList(0, forgotten);
  }

  /** Whether every segment is forgotten. */
  boolean areForgotten() {
    return forgotten == held.size();
  }

  /** The oldest that is not forgotten. */
  Held oldest() {
    return held.get(forgotten);
  }

  /** From a position on the oldest is forgotten. */
  void forgetOldest(long position) {
    oldest().segment.seal();
    oldest().forgottenAt = position;
    forgotten++;
  }

  Held numbered(int number) {
    return held.get(number - firstNumber);
  }

  /** Whether the positions that a segment names are those of now. */
  boolean isOfNow(Segment segment) {
    return segment.generation() == generation;
  }

  /** The segment to add to; if a new one is needed, for traces that closed at about that time. */
  Held current(long closedMillis) {
    boolean isOpen = !held.isEmpty() && !last().segment.isSealed();
    if (isOpen && !last().segment.isFull()) {
      return last();
    }
    seal();
    held.add(new Held(new Segment(firstNumber + held.size(), generation, closedMillis)));
    return last();
  }

  /** What is added next goes to a new segment. */
  void seal() {
    if (!held.isEmpty()) {
      last().segment.seal();
    }
  }

  /** Positions begin anew: no segment of before knows one, and none is asked for one. */
  void resetPositions() {
    seal();
    generation++;
    held.forEach(one -> one.usedUntil = 0);
    forgotten().forEach(one -> one.forgottenAt = 0);
  }

  /** Stores what changed since the last commit; spans before a position are not read again. */
  void save(long readAgainFrom) {
    seal();
    while (forgotten > 0 && held.get(0).usedUntil <= readAgainFrom) {
      rows.free(held.remove(0).segment);
      forgotten--;
      firstNumber++;
    }
    for (Held one : held) {
      if (!rows.isWritten(one.segment)) {
        rows.write(one.segment);
      }
    }
    List<Long> forgottenAt = forgotten().stream().map(one -> one.forgottenAt).toList();
    rows.write(new SegmentRows.Extent(firstNumber, generation, forgottenAt));
  }

  private Held last() {
    return held.get(held.size() - 1);
  }
}
