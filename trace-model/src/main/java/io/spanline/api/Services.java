package io.spanline.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.spanline.topic.ServiceStatistics;
import java.util.List;

/**
 * The answer of {@code GET /v1/services}.
 *
 * @param services those with a request within the retention, in order of names
 */
public record Services(List<Totals> services) {
  public Services {
    services = List.copyOf(services);
  }

  /**
   * A service: its requests over all windows of the retention, and the last of these.
   *
   * @param exact whether p50 and p95 are nearest-rank values of every request
   * @param windows how many windows the sums are of
   * @param operations names of its operations, in ascending order
   * @param recent the latest windows, latest first
   */
  public record Totals(
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
    public Totals {
      operations = List.copyOf(operations);
      recent = List.copyOf(recent);
    }
  }
}
