package io.spanline.streams.assembly;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * How far a partition's input was placed, from where a restart reads it again, and what the clock
 * did since that the records' timestamps do not say.
 */
final class InputTrail {
  private static final long NONE = Long.MAX_VALUE;
  // A restart reads them within seconds. In 12 s a partition with 25 000 spans/s has 300 000.
  private static final long MOST_RECORDS = 1_000_000;
  // They are stored with each commit: 64 kB.
  private static final int MOST_STEPS = 4_096;

  /** A time that holds from a record on. */
  private record Step(long position, long millis) {}

  private long next;
  private long from;
  private long fromMillis;
  private long horizonMillis;
  // Where the clock had come without a record when the record came.
  private final Deque<Step> idle = new ArrayDeque<>();
  // What later timestamps were not believed to be.
  private final Deque<Step> ceilings = new ArrayDeque<>();

  /** A trail of a partition of which nothing was read. */
  InputTrail() {}

  /** The trail of a stored row. */
  InputTrail(ByteBuffer row) {
    next = row.getLong();
    from = row.getLong();
    fromMillis = row.getLong();
    horizonMillis = row.getLong();
    read(row, idle);
    read(row, ceilings);
  }

  /** The position after the last span that was placed. */
  long next() {
    return next;
  }

  /** When it was saved: the position of the first span that a restart reads again. */
  long from() {
    return from;
  }

  /** When it was saved: how long an emitted trace was remembered. */
  long horizonMillis() {
    return horizonMillis;
  }

  /** Every span before a position was placed. */
  void reached(long position) {
    next = position;
  }

  /** Whether it is too long for a restart that reads from a position on, or for its row. */
  boolean isTooLong(long fromPosition) {
    return Position.offset(next) - Position.offset(fromPosition) > MOST_RECORDS
        || idle.size() + ceilings.size() > MOST_STEPS;
  }

  /** Positions begin anew. */
  void reset() {
    idle.clear();
    ceilings.clear();
  }

  /** Time passed without a record: there the clock stands now. */
  void idled(long clockMillis) {
    if (!idle.isEmpty() && idle.getLast().position() == next) {
      idle.removeLast();
    }
    idle.add(new Step(next, clockMillis));
  }

  /**
   * A record's timestamp was taken for another.
   *
   * @param position of its first span
   */
  void believed(long position, long timestampMillis, long believedMillis) {
    long ceiling = ceilings.isEmpty() ? NONE : ceilings.getLast().millis();
    if (Math.min(timestampMillis, ceiling) != believedMillis) {
      ceilings.add(new Step(position, believedMillis < timestampMillis ? believedMillis : NONE));
    }
  }

  /**
   * Sets from where a restart reads again.
   *
   * @param fromMillis where the clock stood when that span came
   */
  void save(long fromPosition, long fromMillis, long horizonMillis) {
    this.from = fromPosition;
    this.fromMillis = fromMillis;
    this.horizonMillis = horizonMillis;
    while (!idle.isEmpty() && idle.getFirst().position() <= from) {
      idle.removeFirst();
    }
    // The last one before still holds.
    Step holds = null;
    while (!ceilings.isEmpty() && ceilings.getFirst().position() <= from) {
      holds = ceilings.removeFirst();
    }
    if (holds != null && holds.millis() != NONE) {
      ceilings.addFirst(holds);
    }
  }

  /** Bytes of {@link #writeTo}. */
  int size() {
    return 4 * Long.BYTES + 2 * Integer.BYTES + 2 * Long.BYTES * (idle.size() + ceilings.size());
  }

  void writeTo(ByteBuffer row) {
    row.putLong(next).putLong(from).putLong(fromMillis).putLong(horizonMillis);
    write(idle, row);
    write(ceilings, row);
  }

  private static void write(Deque<Step> steps, ByteBuffer row) {
    row.putInt(steps.size());
    steps.forEach(step -> row.putLong(step.position()).putLong(step.millis()));
  }

  private static void read(ByteBuffer row, Deque<Step> steps) {
    for (int left = row.getInt(); left > 0; left--) {
      steps.add(new Step(row.getLong(), row.getLong()));
    }
  }

  /** The clock as it was, record by record, from where a restart reads again. */
  final class Clock {
    private final Iterator<Step> idleSteps = idle.iterator();
    private final Iterator<Step> ceilingSteps = ceilings.iterator();
    private Step idleStep = next(idleSteps);
    private Step ceilingStep = next(ceilingSteps);
    private long ceiling = NONE;
    private long time = fromMillis;

    /** A record comes again; returns what its timestamp was taken for. */
    long record(long position, long timestampMillis) {
      for (; idleStep.position() <= position; idleStep = next(idleSteps)) {
        time = Math.max(time, idleStep.millis());
      }
      for (; ceilingStep.position() <= position; ceilingStep = next(ceilingSteps)) {
        ceiling = ceilingStep.millis();
      }
      long believed = Math.min(timestampMillis, ceiling);
      time = Math.max(time, believed);
      return believed;
    }

    long now() {
      return time;
    }

    private static Step next(Iterator<Step> steps) {
      return steps.hasNext() ? steps.next() : new Step(NONE, NONE);
    }
  }
}
