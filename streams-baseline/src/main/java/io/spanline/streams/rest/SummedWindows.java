package io.spanline.streams.rest;

import io.spanline.statistics.StatisticsRow;
import io.spanline.statistics.StatisticsSubject;
import io.spanline.statistics.Tally;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/** The windows of one subject added up, and the newest of them as they are. Mutable. */
final class SummedWindows {
  private static final int NEWEST = 6;

  private final StatisticsSubject subject;
  private final Tally tally;
  private final TreeMap<Instant, StatisticsRow> newest = new TreeMap<>();
  private int windows;
  private Instant start = Instant.MAX;
  private Instant end = Instant.MIN;
  private boolean allFinal = true;

  SummedWindows(StatisticsSubject subject) {
    this.subject = subject;
    this.tally = Tally.emptyFor(subject);
  }

  void add(StatisticsRow row) {
    tally.addAll(row.tally());
    windows++;
    start = row.windowStart().isBefore(start) ? row.windowStart() : start;
    end = row.windowEnd().isAfter(end) ? row.windowEnd() : end;
    allFinal &= row.isFinal();
    // A window may hold only answers of calls that an earlier one counted.
    if (!row.tally().isEmpty()) {
      newest.put(row.windowStart(), row);
    }
    if (newest.size() > NEWEST) {
      newest.pollFirstEntry();
    }
  }

  /** Whether nothing was counted. */
  boolean isEmpty() {
    return tally.isEmpty();
  }

  int windows() {
    return windows;
  }

  /** The sum as a row over all windows that were added, at least one. */
  StatisticsRow whole() {
    return new StatisticsRow(subject, start, end, tally, allFinal);
  }

  /** The sum as the row of a longer window, whether or not each part of it had a row. */
  StatisticsRow window(Instant windowStart, Instant windowEnd, Retained retained) {
    return new StatisticsRow(
        subject, windowStart, windowEnd, tally, allFinal && retained.isClosed(windowEnd));
  }

  /** The latest windows, latest first. */
  List<StatisticsRow> newest() {
    return List.copyOf(newest.descendingMap().values());
  }
}
