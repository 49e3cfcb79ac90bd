package io.spanline.captures.replay;

import io.spanline.model.SpanId;
import io.spanline.model.TraceId;
import java.util.Comparator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request of a replay. In text it is {@link ReplayLineJson}'s.
 *
 * @param line of the capture that it came from, from 1
 * @param repetition how often the case had its turn, from 1
 * @param original the trace that it became when it was captured
 * @param traceId the trace that it was to become now
 * @param spanId the parent that it named to the service
 * @param service whose request it is
 * @param operation name of its entry span when it was captured
 * @param status of the answer; null if there was none
 * @param error why there is no whole answer; null if there is
 * @param bytes of the answer's body
 * @param pair what became of its trace; null if nobody looked
 */
public record ReplayLine(
    int line,
    int repetition,
    TraceId original,
    TraceId traceId,
    SpanId spanId,
    String service,
    String operation,
    Moments moments,
    @Nullable Integer status,
    @Nullable String error,
    long bytes,
    @Nullable Pair pair) {
  /** Why a request was not sent: too many were without an answer. */
  public static final String DROPPED = "dropped";

  /** The order of a replay's file: that of the intended times. */
  public static final Comparator<ReplayLine> ORDER =
      Comparator.<ReplayLine>comparingLong(line -> line.moments().intended())
          .thenComparingInt(ReplayLine::repetition)
          .thenComparingInt(ReplayLine::line);

  private static final int FIRST_SERVER_ERROR = 500;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  /**
   * Times in nanoseconds since 1970, by one clock that does not jump.
   *
   * @param intended when the plan wanted it sent
   * @param handed when it was handed to the HTTP client; null if it was dropped
   * @param head when the answer's head had come; null without an answer
   * @param done when the answer's last byte had come, or it failed; null if it was dropped
   */
  public record Moments(
      long intended, @Nullable Long handed, @Nullable Long head, @Nullable Long done) {
    public static final long LATE_NANOS = 10_000_000;

    /** How much later it was handed over than intended; null if it was not. */
    public @Nullable Long latenessNanos() {
      return handed == null ? null : handed - intended;
    }

    /** How long its caller waited, from when it was to be sent; null if it was dropped. */
    public @Nullable Long responseNanos() {
      return done == null ? null : done - intended;
    }
  }

  /** Whether it was handed over. */
  public boolean isSent() {
    return moments.handed() != null;
  }

  /** Whether it was handed over so late that its time is not what was asked for. */
  public boolean isLate() {
    Long lateness = moments.latenessNanos();
    return lateness != null && lateness > Moments.LATE_NANOS;
  }

  public boolean isDropped() {
    return DROPPED.equals(error);
  }

  /** Whether its answer came whole, whatever its status. */
  public boolean isAnswered() {
    return status != null && error == null;
  }

  /** Whether it has no whole answer, or one of status 500 and above. */
  public boolean isFailed() {
    return status == null || error != null || status >= FIRST_SERVER_ERROR;
  }

  /** Whether its answer leads elsewhere. */
  public boolean isRedirect() {
    return status != null && REDIRECTS.contains(status);
  }

  /** This request as one of the round of that number, from 1. */
  public ReplayLine inRound(int round) {
    return new ReplayLine(
        line, round, original, traceId, spanId, service, operation, moments, status, error, bytes,
        pair);
  }

  /** This request with what became of its trace. */
  public ReplayLine with(@Nullable Pair found) {
    return new ReplayLine(
        line,
        repetition,
        original,
        traceId,
        spanId,
        service,
        operation,
        moments,
        status,
        error,
        bytes,
        found);
  }
}
