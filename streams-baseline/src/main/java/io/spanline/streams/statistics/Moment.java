package io.spanline.streams.statistics;

import io.spanline.model.SpanFacts;
import java.time.Duration;

/**
 * When a trace was emitted, which bounds the windows of its spans: a span's end decides, if it has
 * one that is not before its start, else its start; but at most a second after its trace's record.
 * A span that ended longer ago than the retention has no window: it would begin a row anew that is
 * over, and replace the old one.
 *
 * @param traceMillis the timestamp of the trace's record
 * @param clockMillis the partition's clock
 */
record Moment(StatisticsRules rules, long traceMillis, long clockMillis) {
  // A service's clock may be a little ahead of the broker's.
  private static final long AHEAD_MILLIS = Duration.ofSeconds(1).toMillis();

  /** The start of the window that a span is counted in; if it is older, that of its record. */
  long windowStart(SpanFacts span) {
    long millis = isOlder(span) ? traceMillis : Math.min(endMillis(span), latest());
    return rules.windowStart(Math.max(oldest(), millis));
  }

  /** Whether the span ended when no window is kept of. */
  boolean isOlder(SpanFacts span) {
    return endMillis(span) < oldest();
  }

  /** Whether the span is counted earlier than it ended. */
  boolean isAhead(SpanFacts span) {
    return endMillis(span) > latest();
  }

  /** Whether the span cannot have begun then: its trace would not have waited for it so long. */
  boolean isStartOff(SpanFacts span) {
    long start = startMillis(span);
    return start < traceMillis - rules.lifetime().toMillis() || start > latest();
  }

  long startMillis(SpanFacts span) {
    return millis(span.startNanos());
  }

  /** Whether a window takes nothing any more. */
  boolean isOver(long windowStartMillis) {
    return windowStartMillis < rules.firstNotOver(Math.max(traceMillis, clockMillis));
  }

  private long oldest() {
    return Math.max(traceMillis, clockMillis) - rules.retention().toMillis();
  }

  private long latest() {
    return traceMillis + AHEAD_MILLIS;
  }

  private static long endMillis(SpanFacts span) {
    return millis(span.isTimed() ? span.endNanos() : span.startNanos());
  }

  private static long millis(long nanos) {
    return Long.divideUnsigned(nanos, 1_000_000);
  }
}
