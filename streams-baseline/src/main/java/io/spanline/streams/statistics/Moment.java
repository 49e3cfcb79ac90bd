package io.spanline.streams.statistics;

import io.spanline.model.SpanFacts;
import java.time.Duration;

/**
 * When a trace was emitted, which bounds the windows of its spans: a span's end decides, but at
 * most the retention before and a second after its trace's record. Nor may it fall into a window
 * that is over, whose row would begin anew and replace the old one.
 *
 * @param traceMillis the timestamp of the trace's record
 * @param clockMillis the partition's clock
 */
record Moment(StatisticsRules rules, long traceMillis, long clockMillis) {
  // A service's clock may be a little ahead of the broker's.
  private static final long AHEAD_MILLIS = Duration.ofSeconds(1).toMillis();

  /** The start of the window that a span is counted in. */
  long windowStart(SpanFacts span) {
    return rules.windowStart(allowedMillis(endMillis(span)));
  }

  /** Whether the span's end is not where it is counted. */
  boolean clamps(SpanFacts span) {
    return allowedMillis(endMillis(span)) != endMillis(span);
  }

  /** Whether a window takes nothing any more. */
  boolean isOver(long windowStartMillis) {
    return windowStartMillis < rules.firstNotOver(Math.max(traceMillis, clockMillis));
  }

  private long allowedMillis(long endMillis) {
    long retention = rules.retention().toMillis();
    long notAhead = Math.min(endMillis, traceMillis + AHEAD_MILLIS);
    return Math.max(Math.max(traceMillis, clockMillis) - retention, notAhead);
  }

  private static long endMillis(SpanFacts span) {
    return Long.divideUnsigned(span.endNanos(), 1_000_000);
  }
}
