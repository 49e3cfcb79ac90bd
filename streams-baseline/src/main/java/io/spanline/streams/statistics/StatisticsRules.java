package io.spanline.streams.statistics;

import io.spanline.settings.Catalogue;
import io.spanline.settings.Settings;
import java.time.Duration;
import java.util.List;

/**
 * How requests fall into windows and when a window's row is final.
 *
 * @param length of a tumbling window
 * @param retention how long a window still takes requests
 * @param lifetime the longest time a trace stays open, so that a span may be that late
 * @param partitions of the input: a row is final only when all of them have passed it
 */
public record StatisticsRules(
    Duration length, Duration retention, Duration lifetime, int partitions) {

  /** The rules that the settings state, be they sound or not. */
  public static StatisticsRules of(Settings settings, int partitions) {
    return new StatisticsRules(
        settings.value(Catalogue.STATISTICS_WINDOW),
        settings.value(Catalogue.STATISTICS_RETENTION),
        settings.value(Catalogue.TRACE_LIFETIME),
        partitions);
  }

  /** Every rule that contradicts another, as a sentence each. */
  public List<String> problems() {
    Duration least = length.plus(lifetime);
    if (retention.compareTo(least) >= 0) {
      return List.of();
    }
    return List.of(
        "%s: must be at least %s plus %s, %s, was %s"
            .formatted(
                Catalogue.STATISTICS_RETENTION.name(),
                Catalogue.STATISTICS_WINDOW.name(),
                Catalogue.TRACE_LIFETIME.name(),
                least,
                retention));
  }

  /** The start of the window that holds a time. */
  long windowStart(long millis) {
    return millis - Math.floorMod(millis, length.toMillis());
  }

  long windowEnd(long windowStartMillis) {
    return windowStartMillis + length.toMillis();
  }

  /**
   * The start of the first window whose row may still change by a trace that is open; every row
   * before it is final.
   */
  long firstNotFinal(long watermarkMillis) {
    return firstEndingAfter(watermarkMillis - lifetime.toMillis());
  }

  /** The start of the first window that still takes requests; every one before it is over. */
  long firstNotOver(long watermarkMillis) {
    return firstEndingAfter(watermarkMillis - retention.toMillis());
  }

  private long firstEndingAfter(long millis) {
    return Math.max(0, windowStart(millis));
  }
}
