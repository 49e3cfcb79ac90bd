package io.spanline.streams.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.spanline.topic.ServiceStatistics;
import java.util.Collection;
import java.util.List;

/**
 * One service in {@code GET /v1/services}: its requests over all windows of the retention, and the
 * last of these.
 *
 * @param exact whether p50 and p95 are nearest-rank values of every request
 * @param windows how many windows the sums are of
 * @param operations names of its operations, in ascending order
 * @param recent the latest windows, latest first
 */
record ServiceSummary(
    String service,
    long requests,
    long errors,
    @JsonProperty("error_rate") double errorRate,
    @JsonProperty("p50_ms") double p50Millis,
    @JsonProperty("p95_ms") double p95Millis,
    @JsonProperty("min_ms") double minMillis,
    @JsonProperty("mean_ms") double meanMillis,
    @JsonProperty("max_ms") double maxMillis,
    boolean exact,
    int windows,
    List<String> operations,
    List<ServiceStatistics> recent) {
  ServiceSummary {
    operations = List.copyOf(operations);
    recent = List.copyOf(recent);
  }

  static ServiceSummary of(WindowSum sum, Collection<String> operations) {
    ServiceStatistics whole = ServiceStatistics.of(sum.whole());
    return new ServiceSummary(
        whole.service(),
        whole.requests(),
        whole.errors(),
        whole.errorRate(),
        whole.p50Millis(),
        whole.p95Millis(),
        whole.minMillis(),
        whole.sumMillis() / whole.requests(),
        whole.maxMillis(),
        whole.exact(),
        sum.windows(),
        List.copyOf(operations),
        sum.newest().stream().map(ServiceStatistics::of).toList());
  }
}
