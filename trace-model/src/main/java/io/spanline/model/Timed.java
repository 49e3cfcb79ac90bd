package io.spanline.model;

/**
 * What has a start and an end, in nanoseconds since the epoch, unsigned, by the clock of the
 * service that made it.
 */
public sealed interface Timed extends Linked permits Span, SpanFacts {

  long startNanos();

  long endNanos();

  boolean isError();

  /** What is equal for spans of one process, whose clock is one. */
  Object resource();

  /** End minus start in nanoseconds; 0 if the times say none. */
  default long durationNanos() {
    return isTimed() ? endNanos() - startNanos() : 0;
  }

  /** Whether the times say a duration: there is a start, and an end that is not before it. */
  default boolean isTimed() {
    return startNanos() != 0
        && Long.compareUnsigned(endNanos(), startNanos()) >= 0
        && endNanos() - startNanos() >= 0;
  }
}
