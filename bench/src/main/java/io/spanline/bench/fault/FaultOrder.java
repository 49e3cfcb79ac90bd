package io.spanline.bench.fault;

import io.spanline.settings.Catalogue.Guarantee;
import java.util.Set;

/**
 * Which rows are to be carried out, and how.
 *
 * @param rows their numbers; all if empty
 * @param kills of the row that kills again and again
 * @param seed of the traces and of every moment that is left to chance
 * @param extent whether all rows or a few, and how much traffic
 */
public record FaultOrder(
    Set<Integer> rows, int kills, long seed, Extent extent, Guarantee guarantee) {
  private static final int LEAST_CHAPTERS = 8;

  /** How much is done. */
  public enum Extent {
    /** Every row of the table. */
    WHOLE,
    /** Rows 0, 1 and 5, in a minute and a half. */
    SHORT
  }

  public FaultOrder {
    rows = Set.copyOf(rows);
    if (kills < 1) {
      throw new IllegalArgumentException("kills must be at least 1, was " + kills);
    }
  }

  boolean isShort() {
    return extent == Extent.SHORT;
  }

  int tracesPerChapter() {
    return isShort() ? 200 : 400;
  }

  /** Of ten seconds each: what the longest row is likely to send. */
  int expectedChapters() {
    return isShort() ? 3 : Math.max(LEAST_CHAPTERS, kills + 2);
  }
}
