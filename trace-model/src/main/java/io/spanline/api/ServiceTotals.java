package io.spanline.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.spanline.topic.ServiceStatistics;
import java.util.List;

/**
 * A service in {@link Services}: its requests over all windows of the retention, and the last of
 * these.
 *
 * @param exact whether p50 and p95 are nearest-rank values of every request
 * @param windows how many windows the sums are of
 * @param operations names of its operations, in ascending order
 * @param recent the latest windows, latest first
 */
public record ServiceTotals(
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
  public ServiceTotals {
    operations = List.copyOf(operations);
    recent = List.copyOf(recent);
  }
}
