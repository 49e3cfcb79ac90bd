package io.spanline.streams;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.spanline.topic.ServiceStatistics;
import java.util.Comparator;
import java.util.List;

/**
 * One service in {@code GET /v1/services}: its requests over the retained windows, and the last of
 * these. Quantiles are a window's: those of several windows cannot be had from theirs.
 *
 * @param windows how many windows the sums are of
 * @param recent the latest windows, latest first
 */
record ServiceSummary(
    String service,
    long requests,
    long errors,
    @JsonProperty("error_rate") double errorRate,
    @JsonProperty("min_ms") double minMillis,
    @JsonProperty("mean_ms") double meanMillis,
    @JsonProperty("max_ms") double maxMillis,
    int windows,
    List<ServiceStatistics> recent) {
  private static final int RECENT = 6;

  ServiceSummary {
    recent = List.copyOf(recent);
  }

  /** Sums up the rows of one service, at least one. */
  static ServiceSummary of(List<ServiceStatistics> rows) {
    long requests = rows.stream().mapToLong(ServiceStatistics::requests).sum();
    long errors = rows.stream().mapToLong(ServiceStatistics::errors).sum();
    double sum = rows.stream().mapToDouble(ServiceStatistics::sumMillis).sum();
    return new ServiceSummary(
        rows.get(0).service(),
        requests,
        errors,
        (double) errors / requests,
        rows.stream().mapToDouble(ServiceStatistics::minMillis).min().orElseThrow(),
        sum / requests,
        rows.stream().mapToDouble(ServiceStatistics::maxMillis).max().orElseThrow(),
        rows.size(),
        rows.stream()
            .sorted(Comparator.comparing(ServiceStatistics::windowStart).reversed())
            .limit(RECENT)
            .toList());
  }
}
