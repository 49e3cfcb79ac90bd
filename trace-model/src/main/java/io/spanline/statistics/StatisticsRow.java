package io.spanline.statistics;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * The statistics of a subject in a window, in the form that can be merged; rows for people are made
 * from it.
 *
 * @param windowStart inclusive
 * @param windowEnd exclusive
 * @param isFinal whether every partition has passed the window by the longest time that a trace
 *     stays open; spans that were under way for longer may still correct it until the retention
 */
public record StatisticsRow(
    StatisticsSubject subject,
    Instant windowStart,
    Instant windowEnd,
    Tally tally,
    boolean isFinal) {
  private static final byte FORMAT = 2;

  /** The record key of the row: {@code subject@windowStart}. */
  public String key() {
    return subject.key() + "@" + windowStart;
  }

  /** For a topic of ours; {@link #of} reads it. */
  public byte[] toBytes() {
    byte[] name = subject.toBytes();
    byte[] sums = tally.toBytes();
    return ByteBuffer.allocate(1 + 16 + 1 + 2 + name.length + sums.length)
        .put(FORMAT)
        .putLong(windowStart.toEpochMilli())
        .putLong(windowEnd.toEpochMilli())
        .put((byte) (isFinal ? 1 : 0))
        .putShort((short) name.length)
        .put(name)
        .put(sums)
        .array();
  }

  /**
   * Reads what {@link #toBytes} wrote.
   *
   * @throws IllegalArgumentException if the bytes are not of it
   */
  public static StatisticsRow of(byte[] bytes) {
    try {
      ByteBuffer row = ByteBuffer.wrap(bytes);
      byte format = row.get();
      if (format != FORMAT) {
        throw new IllegalArgumentException(
            "statistics row must have format %d, was %d".formatted(FORMAT, format));
      }
      Instant start = Instant.ofEpochMilli(row.getLong());
      Instant end = Instant.ofEpochMilli(row.getLong());
      boolean isFinal = row.get() == 1;
      byte[] name = new byte[Math.max(0, row.getShort())];
      row.get(name);
      byte[] sums = new byte[row.remaining()];
      row.get(sums);
      StatisticsSubject subject = StatisticsSubject.of(name);
      Tally tally = Tally.of(sums);
      if (tally.getClass() != Tally.emptyFor(subject).getClass() || !start.isBefore(end)) {
        throw new IllegalArgumentException("not a statistics row: its parts do not fit");
      }
      return new StatisticsRow(subject, start, end, tally, isFinal);
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("not a statistics row: it ends too early", e);
    }
  }
}
