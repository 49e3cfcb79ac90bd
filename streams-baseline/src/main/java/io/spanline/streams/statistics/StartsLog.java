package io.spanline.streams.statistics;

import io.spanline.model.SpanFacts;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One warning per service and minute of requests that cannot have begun when they say. */
final class StartsLog {
  private static final Logger LOG = LoggerFactory.getLogger(StartsLog.class);
  private static final long PAUSE_MILLIS = Duration.ofMinutes(1).toMillis();
  // A flood of names must fill neither the log nor the heap.
  private static final int MOST_SERVICES = 100;

  private final Map<String, Long> nextMillis = new HashMap<>();

  void warn(SpanFacts entry, Moment moment) {
    long now = moment.clockMillis();
    nextMillis.values().removeIf(next -> next <= now);
    if (nextMillis.size() < MOST_SERVICES
        && nextMillis.putIfAbsent(entry.service(), now + PAUSE_MILLIS) == null) {
      LOG.atWarn()
          .addKeyValue("service", entry.service())
          .addKeyValue("offMillis", moment.startMillis(entry) - moment.traceMillis())
          .log("requests start too long before or after their records; check the clock");
    }
  }
}
