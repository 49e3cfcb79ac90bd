package io.spanline.topic;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.spanline.statistics.LatencyDigest;
import io.spanline.statistics.RequestTally;
import io.spanline.statistics.StatisticsRow;
import io.spanline.statistics.StatisticsSubject;
import io.spanline.topic.EdgeStatistics.Latencies;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Requests of one service, or of one operation of it, in one tumbling window, as far as known.
 *
 * @param operation the entry spans' name; null, and not in the JSON, if the row is of all
 * @param windowStart inclusive
 * @param windowEnd exclusive
 * @param timed requests whose times say how long they took: p50 to sum are of these, and null if
 *     there is none
 * @param errorRate errors / requests, 0 to 1; null if there is no request
 * @param sampled requests whose span says that it is of a sample; not in the JSON if there is none
 * @param older null, and not in the JSON, if there is none
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
    long timed,
    long errors,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) long sampled,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Older older,
    @JsonProperty("error_rate") @Nullable Double errorRate,
    @JsonProperty("p50_ms") @Nullable Double p50Millis,
    @JsonProperty("p95_ms") @Nullable Double p95Millis,
    @JsonProperty("min_ms") @Nullable Double minMillis,
    @JsonProperty("max_ms") @Nullable Double maxMillis,
    @JsonProperty("sum_ms") @Nullable Double sumMillis,
    boolean exact,
    @JsonProperty("final") boolean isFinal) {

  /**
   * Requests that ended longer ago than the retention when their trace was emitted: they have no
   * window of their own, and count here, in that of their trace's record.
   */
  public record Older(long requests, long errors) {}

  /**
   * What people read of a row.
   *
   * @throws IllegalArgumentException if the row is of no service and no operation
   */
  public static ServiceStatistics of(StatisticsRow row) {
    if (!(row.tally() instanceof RequestTally requests)) {
      throw new IllegalArgumentException("row must be of a service, was of " + row.subject());
    }
    LatencyDigest latencies = requests.latencies();
    Latencies times = Latencies.of(latencies);
    long older = requests.older().requests();
    return new ServiceStatistics(
        service(row.subject()),
        row.subject() instanceof StatisticsSubject.Operation of ? of.operation() : null,
        row.windowStart(),
        row.windowEnd(),
        requests.count(),
        latencies.count(),
        requests.errors(),
        requests.sampled(),
        older == 0 ? null : new Older(older, requests.older().errors()),
        Rate.of(requests),
        times == null ? null : times.p50Millis(),
        times == null ? null : times.p95Millis(),
        times == null ? null : times.minMillis(),
        times == null ? null : times.maxMillis(),
        times == null ? null : times.sumMillis(),
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
