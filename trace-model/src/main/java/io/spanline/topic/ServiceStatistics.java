package io.spanline.topic;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.spanline.statistics.LatencyDigest;
import io.spanline.statistics.RequestTally;
import io.spanline.statistics.StatisticsRow;
import io.spanline.statistics.StatisticsSubject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Requests of one service, or of one operation of it, in one tumbling window, as far as known.
 *
 * @param operation the entry spans' name; null, and not in the JSON, if the row is of all
 * @param windowStart inclusive
 * @param windowEnd exclusive
 * @param errorRate errors / requests, 0 to 1
 * @param exact whether p50 and p95 are nearest-rank values of every sample; else they come from a
 *     t-digest, within half a percent in rank
 * @param isFinal whether no open trace can add to the row any more; spans that were under way for
 *     longer than a trace stays open may still correct it until the retention
 */
public record ServiceStatistics(
    String service,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String operation,
    Instant windowStart,
    Instant windowEnd,
    long requests,
    long errors,
    @JsonProperty("error_rate") double errorRate,
    @JsonProperty("p50_ms") double p50Millis,
    @JsonProperty("p95_ms") double p95Millis,
    @JsonProperty("min_ms") double minMillis,
    @JsonProperty("max_ms") double maxMillis,
    @JsonProperty("sum_ms") double sumMillis,
    boolean exact,
    @JsonProperty("final") boolean isFinal) {

  /**
   * What people read of a row that counts at least one request.
   *
   * @throws IllegalArgumentException if the row is of no service and no operation
   */
  public static ServiceStatistics of(StatisticsRow row) {
    if (!(row.tally() instanceof RequestTally requests)) {
      throw new IllegalArgumentException("row must be of a service, was of " + row.subject());
    }
    LatencyDigest latencies = requests.latencies();
    return new ServiceStatistics(
        service(row.subject()),
        row.subject() instanceof StatisticsSubject.Operation of ? of.operation() : null,
        row.windowStart(),
        row.windowEnd(),
        requests.count(),
        requests.errors(),
        (double) requests.errors() / requests.count(),
        TraceJson.millis(latencies.quantileNanos(0.50)),
        TraceJson.millis(latencies.quantileNanos(0.95)),
        TraceJson.millis(latencies.minNanos()),
        TraceJson.millis(latencies.maxNanos()),
        TraceJson.millis(latencies.sumNanos()),
        latencies.exact(),
        row.isFinal());
  }

  private static String service(StatisticsSubject subject) {
    if (subject instanceof StatisticsSubject.Operation of) {
      return of.service();
    }
    if (subject instanceof StatisticsSubject.Service one) {
      return one.service();
    }
    throw new IllegalArgumentException("row must be of a service, was of " + subject);
  }
}
