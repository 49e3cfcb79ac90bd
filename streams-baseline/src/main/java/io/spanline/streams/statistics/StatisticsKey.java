package io.spanline.streams.statistics;

import java.time.Instant;

/** Whose statistics and of which window; in text {@code service@windowStart}. */
public record StatisticsKey(String service, long windowStartMillis) {

  static StatisticsKey parse(String text) {
    int at = text.lastIndexOf('@');
    return new StatisticsKey(
        text.substring(0, at), Instant.parse(text.substring(at + 1)).toEpochMilli());
  }

  Instant windowStart() {
    return Instant.ofEpochMilli(windowStartMillis);
  }

  @Override
  public String toString() {
    return service + "@" + windowStart();
  }
}
