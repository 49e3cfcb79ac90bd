package io.spanline.model;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A span without its attributes: what its trace's assembly and the statistics need of it. Names are
 * as {@link Name} makes them.
 *
 * @param operation the span's name
 * @param peer whom an exit span says that it called; null if it says nothing
 * @param resource a hash of the resource, the same in every process
 * @param isSampled whether the span, or one that was emitted with it, says that it is of a sample
 */
public record SpanFacts(
    SpanLink link,
    String service,
    String operation,
    @Nullable String peer,
    long startNanos,
    long endNanos,
    boolean isError,
    Integer resource,
    boolean isSampled)
    implements Timed {
  /** By start, then by id; of spans of one trace no two are equal by it. */
  public static final Comparator<SpanFacts> BY_START = SpanFacts::compareStarts;

  public static SpanFacts of(Span span) {
    return new SpanFacts(
        span.link(),
        span.service(),
        span.operation(),
        span.peer(),
        span.startNanos(),
        span.endNanos(),
        span.isError(),
        span.resourceHash(),
        span.isSampled());
  }

  private static int compareStarts(SpanFacts one, SpanFacts other) {
    int byStart = Long.compareUnsigned(one.startNanos, other.startNanos);
    return byStart == 0 ? one.key().compareTo(other.key()) : byStart;
  }

  /** These facts as of a copy that was sent before the span had ended. */
  public SpanFacts unfinished() {
    return new SpanFacts(
        link, service, operation, peer, startNanos, 0, isError, resource, isSampled);
  }

  /** These facts of a span that moved so far in its trace's {@link Timeline}. */
  public SpanFacts movedBy(long nanos) {
    return nanos == 0
        ? this
        : new SpanFacts(
            link,
            service,
            operation,
            peer,
            startNanos + nanos,
            endNanos + nanos,
            isError,
            resource,
            isSampled);
  }

  /** These facts of a span whose trace is one of a sample. */
  public SpanFacts sampled() {
    return isSampled
        ? this
        : new SpanFacts(
            link, service, operation, peer, startNanos, endNanos, isError, resource, true);
  }
}
