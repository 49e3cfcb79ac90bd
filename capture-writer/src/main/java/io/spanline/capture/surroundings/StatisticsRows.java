package io.spanline.capture.surroundings;

import io.spanline.capture.surroundings.RequestsByWindow.Requests;
import io.spanline.topic.ServiceStatistics;
import io.spanline.topic.Topics;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** The latest rows of {@code service-statistics} for some windows, by window and service. */
final class StatisticsRows {
  private final SortedMap<Instant, SortedMap<String, Requests>> windows = new TreeMap<>();
  private final Instant from;
  private final Instant to;
  private @Nullable Duration otherLength;

  /** Rows of windows that start at or after a time and end by another. */
  StatisticsRows(Instant from, Instant to) {
    this.from = from;
    this.to = to;
  }

  /** Takes a record's value; the later one of a service and window counts. */
  void add(byte[] value, Duration length) {
    ServiceStatistics row;
    try {
      row =
          Topics.SERVICE_STATISTICS
              .value()
              .deserializer()
              .deserialize(Topics.SERVICE_STATISTICS.name(), value);
    } catch (UncheckedIOException | SerializationException e) {
      // Not a row of streams-baseline's; what is missing for it will show.
      return;
    }
    if (row == null
        || row.operation() != null
        // Only requests that are older than any window.
        || (row.requests() == 0 && row.timed() == 0)
        || row.windowStart().isBefore(from)
        || row.windowEnd().isAfter(to)) {
      return;
    }
    Duration found = Duration.between(row.windowStart(), row.windowEnd());
    if (!found.equals(length)) {
      otherLength = found;
    }
    windows
        .computeIfAbsent(row.windowStart(), start -> new TreeMap<>())
        .put(row.service(), figures(row));
  }

  SortedMap<String, Requests> of(Instant windowStart) {
    return windows.getOrDefault(windowStart, new TreeMap<>());
  }

  /** A length of windows other than the one asked for; null if there was none. */
  @Nullable Duration otherLength() {
    return otherLength;
  }

  /** A row's figures in nanoseconds; its milliseconds lose the last ones of large sums. */
  private static Requests figures(ServiceStatistics row) {
    return new Requests(
        row.requests(),
        row.errors(),
        row.timed(),
        nanos(row.sumMillis()),
        nanos(row.minMillis()),
        nanos(row.maxMillis()));
  }

  private static long nanos(@Nullable Double millis) {
    return millis == null ? 0 : Math.round(millis * 1e6);
  }
}
