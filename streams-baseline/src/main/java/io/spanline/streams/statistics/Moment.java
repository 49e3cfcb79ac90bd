package io.spanline.streams.statistics;

import io.spanline.model.SpanFacts;
import io.spanline.streams.assembly.Contribution.Counted;
import java.time.Duration;

/**
 * When a trace was emitted, which bounds the windows of its spans: a span's end decides, if it has
 * one that is not before its start, else its start; but at most a second after its trace's record.
 * A span that ended longer ago than the retention has no window: it would begin a row anew that is
 * over, and replace the old one.
 */
final class Moment {
  // A service's clock may be a little ahead of the broker's.
  private static final long AHEAD_MILLIS = Duration.ofSeconds(1).toMillis();

  private final StatisticsRules rules;
  private final long traceMillis;
  private final long clockMillis;
  private final long oldestMillis;
  private final long latestMillis;

  /**
   * The moment of an emission.
   *
   * @param counted the timestamp of the trace's record and the partition's clock
   */
  Moment(StatisticsRules rules, Counted counted) {
    this.rules = rules;
    traceMillis = counted.timestampMillis();
    clockMillis = counted.clockMillis();
    oldestMillis = Math.max(traceMillis, clockMillis) - rules.retention().toMillis();
    latestMillis = traceMillis + AHEAD_MILLIS;
  }

  long traceMillis() {
    return traceMillis;
  }

  long clockMillis() {
    return clockMillis;
  }

  /** The start of the window that a span is counted in; if it is older, that of its record. */
  long windowStart(SpanFacts span) {
    long millis = isOlder(span) ? traceMillis : Math.min(endMillis(span), latestMillis);
    return rules.windowStart(Math.max(oldestMillis, millis));
  }

  /** Whether the span ended when no window is kept of. */
  boolean isOlder(SpanFacts span) {
    return endMillis(span) < oldestMillis;
  }

  /** Whether the span is counted earlier than it ended. */
  boolean isAhead(SpanFacts span) {
    return endMillis(span) > latestMillis;
  }

  /** Whether the span cannot have begun then: its trace would not have waited for it so long. */
  boolean isStartOff(SpanFacts span) {
    long start = startMillis(span);
    return start < traceMillis - rules.lifetime().toMillis() || start > latestMillis;
  }

  long startMillis(SpanFacts span) {
    return millis(span.startNanos());
  }

  /** Whether a window takes nothing any more. */
  boolean isOver(long windowStartMillis) {
    return windowStartMillis < rules.firstNotOver(Math.max(traceMillis, clockMillis));
  }

  private static long endMillis(SpanFacts span) {
    return millis(span.isTimed() ? span.endNanos() : span.startNanos());
  }

  private static long millis(long nanos) {
    return Long.divideUnsigned(nanos, 1_000_000);
  }
}
