package io.spanline.model;

/**
 * What has a start and an end, in nanoseconds since the epoch, unsigned, by the clock of the
 * service that made it.
 */
public sealed interface Timed permits Span, SpanFacts {

  SpanKind kind();

  long startNanos();

  long endNanos();

  /** End minus start in nanoseconds; 0 where the times say none. */
  default long durationNanos() {
    return hasClockProblem() ? 0 : endNanos() - startNanos();
  }

  /** Whether the times say no duration: no start, or an end before it. */
  default boolean hasClockProblem() {
    return startNanos() == 0
        || Long.compareUnsigned(endNanos(), startNanos()) < 0
        || endNanos() - startNanos() < 0;
  }

  /**
   * Returns the time between an exit span and its answer: client minus server time; for messaging,
   * where the caller does not wait, from the producer's end to the consumer's start, which may be
   * negative, and is the greatest or least long if it lies beyond. Like a duration it is 0 if the
   * times of either say none.
   */
  default long gapTo(Timed answer) {
    if (hasClockProblem() || answer.hasClockProblem()) {
      return 0;
    }
    return kind() == SpanKind.PRODUCER
        ? difference(answer.startNanos(), endNanos())
        : durationNanos() - answer.durationNanos();
  }

  private static long difference(long later, long earlier) {
    long difference = later - earlier;
    if (Long.compareUnsigned(later, earlier) >= 0) {
      return difference < 0 ? Long.MAX_VALUE : difference;
    }
    return difference >= 0 ? Long.MIN_VALUE : difference;
  }
}
