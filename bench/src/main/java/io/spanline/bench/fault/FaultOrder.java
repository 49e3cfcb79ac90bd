package io.spanline.bench.fault;

import io.spanline.harness.traffic.TracePlan;
import io.spanline.settings.Catalogue;
import io.spanline.settings.Settings;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * Which rows are to be carried out, and how.
 *
 * @param rows their numbers; all if empty
 * @param kills of the row that kills again and again
 * @param seed of the traces and of every moment that is left to chance
 * @param extent whether all rows or a few, and how much traffic
 */
public record FaultOrder(Set<Integer> rows, int kills, long seed, Extent extent) {
  private static final int LEAST_CHAPTERS = 8;

  /** How much is done. */
  public enum Extent {
    /** Every row of the table. */
    WHOLE,
    /** Rows 0, 1 and 5, in two minutes. */
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

  /** The settings of every row: the defaults, but nobody waits for a pull request twice as long. */
  Settings settings() {
    return Settings.of(isShort() ? Map.of(Catalogue.TRACE_GAP.name(), "PT5S") : Map.of());
  }

  /** The seed's traces from a moment on. */
  TracePlan planFrom(Instant moment) {
    return TracePlan.from(seed, isShort() ? 200 : 400, moment);
  }

  /** How many chapters of ten seconds the longest row is likely to send. */
  int expectedChapters() {
    return isShort() ? kills + 1 : Math.max(LEAST_CHAPTERS, kills + 2);
  }
}
