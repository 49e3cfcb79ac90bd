package io.spanline.capture;

import io.spanline.capture.redaction.CleanText;
import io.spanline.captures.NamedRows;
import io.spanline.model.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts the entry spans that began at another time than they can have, say no start, or ran for
 * longer than a trace lives: by a range of their starts they may be missed.
 */
final class OddClocks {
  // A span is sent once it has ended; clocks of one machine room differ by less.
  private static final Duration AHEAD = Duration.ofSeconds(1);

  private final NamedRows<Counter> services =
      new NamedRows<>(new NamedRows.Budget("services", NamedRows.MOST_SERVICES), Counter::new);
  private final Duration lifetime;

  private static final class Counter {
    private long count;
  }

  OddClocks(Duration lifetime) {
    this.lifetime = lifetime;
  }

  /** Adds what came with one record, by what the spans say themselves. */
  void add(SpooledTrace.Revision record) {
    Instant earliest = record.time().minus(lifetime);
    Instant latest = record.time().plus(AHEAD);
    for (Span span : record.trace().spans()) {
      if (span.kind().isEntry()
          && (span.start().isBefore(earliest) || span.start().isAfter(latest))) {
        services.row(CleanText.ofName(span.service())).count++;
      }
    }
  }

  /** By service. */
  SortedMap<String, Long> counts() {
    SortedMap<String, Long> counts = new TreeMap<>();
    services.rows().forEach((service, counter) -> counts.put(service, counter.count));
    return counts;
  }
}
