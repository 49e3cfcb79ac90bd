package io.spanline.topic;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.spanline.statistics.CallTally;
import io.spanline.statistics.LatencyDigest;
import io.spanline.statistics.StatisticsRow;
import io.spanline.statistics.StatisticsSubject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Calls of one service to another in one tumbling window of the callers' span ends, as far as
 * known.
 *
 * @param windowStart inclusive
 * @param windowEnd exclusive
 * @param unanswered calls for which no entry span of the callee came; a message awaits none
 * @param errorRate errors / calls, 0 to 1; null if there is no call
 * @param client the caller's time; null if no CLIENT or PRODUCER span of the calls says it, such as
 *     that of messages consumed
 * @param server the callee's time, of answered calls; null if none says it
 * @param gap client minus server time, which may be negative; for messaging the consumer's start
 *     minus the producer's end; null if it is known of no call
 * @param isFinal whether no open trace can add to the row any more; spans that were under way for
 *     longer than a trace stays open may still correct it until the retention
 */
public record EdgeStatistics(
    String caller,
    String callee,
    Instant windowStart,
    Instant windowEnd,
    long calls,
    long unanswered,
    long errors,
    @JsonProperty("error_rate") @Nullable Double errorRate,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Latencies client,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Latencies server,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Latencies gap,
    @JsonProperty("final") boolean isFinal) {

  /**
   * What people read of a row.
   *
   * @throws IllegalArgumentException if the row is not of an edge
   */
  public static EdgeStatistics of(StatisticsRow row) {
    if (!(row.subject() instanceof StatisticsSubject.Edge edge)
        || !(row.tally() instanceof CallTally calls)) {
      throw new IllegalArgumentException("row must be of an edge, was of " + row.subject());
    }
    return new EdgeStatistics(
        edge.caller(),
        edge.callee(),
        row.windowStart(),
        row.windowEnd(),
        calls.count(),
        calls.unanswered(),
        calls.errors(),
        Rate.of(calls),
        Latencies.of(calls.client()),
        Latencies.of(calls.server()),
        Latencies.of(calls.gap()),
        row.isFinal());
  }

  /**
   * Times in milliseconds.
   *
   * @param timed how many there are
   * @param exact whether p50 and p95 are nearest-rank values of every sample; else they come from a
   *     t-digest, within half a percent in rank
   */
  public record Latencies(
      long timed,
      @JsonProperty("p50_ms") double p50Millis,
      @JsonProperty("p95_ms") double p95Millis,
      @JsonProperty("min_ms") double minMillis,
      @JsonProperty("max_ms") double maxMillis,
      @JsonProperty("sum_ms") double sumMillis,
      boolean exact) {

    /** What a digest says; null if there is no time in it. */
    static @Nullable Latencies of(LatencyDigest digest) {
      if (digest.count() == 0) {
        return null;
      }
      return new Latencies(
          digest.count(),
          TraceJson.millis(digest.quantileNanos(0.50)),
          TraceJson.millis(digest.quantileNanos(0.95)),
          TraceJson.millis(digest.minNanos()),
          TraceJson.millis(digest.maxNanos()),
          TraceJson.millis(digest.sumNanos()),
          digest.exact());
    }
  }
}
