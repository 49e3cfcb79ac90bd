package io.spanline.streams.rest;

import io.spanline.rest.Problem;
import io.spanline.settings.Catalogue;
import io.spanline.settings.Settings;
import java.time.Duration;
import java.time.Instant;

/**
 * How windows are cut and kept.
 *
 * @param base the length of the windows that are counted in; longer ones are merged from them
 * @param lifetime how long after its end a window may still get requests of traces that are open
 */
record QueryWindows(Duration base, Duration retention, Duration lifetime) {
  static QueryWindows of(Settings settings) {
    return new QueryWindows(
        settings.value(Catalogue.STATISTICS_WINDOW),
        settings.value(Catalogue.STATISTICS_RETENTION),
        settings.value(Catalogue.TRACE_LIFETIME));
  }

  /** The length, if windows so long can be merged. */
  Duration checked(Duration length) {
    // First, so that what follows cannot overflow.
    if (length.compareTo(retention) > 0) {
      throw Problem.of(
          400,
          "parameter 'window' must be at most %s, %s; was %s"
              .formatted(retention, Catalogue.STATISTICS_RETENTION.name(), length));
    }
    if (length.toMillis() % base.toMillis() != 0 || !length.equals(truncated(length))) {
      throw Problem.of(
          400,
          "parameter 'window' must be a multiple of %s, %s; was %s"
              .formatted(base, Catalogue.STATISTICS_WINDOW.name(), length));
    }
    return length;
  }

  /** When the window so long that holds a time starts; windows are aligned to the epoch. */
  static Instant start(Instant time, Duration length) {
    long millis = time.toEpochMilli();
    return Instant.ofEpochMilli(millis - Math.floorMod(millis, length.toMillis()));
  }

  private static Duration truncated(Duration length) {
    return Duration.ofMillis(length.toMillis());
  }
}
