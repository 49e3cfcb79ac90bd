package io.spanline.capture.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.spanline.captures.baseline.Baseline;
import io.spanline.captures.baseline.ErrorRate;
import io.spanline.captures.baseline.Latencies;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the answer to a snapshot says of one service; the rest is in the baseline. */
record ServiceSummary(
    long requests,
    long errors,
    @JsonProperty("error_rate") BigDecimal errorRate,
    @JsonProperty("p50_ms") Duration p50,
    @JsonProperty("p95_ms") Duration p95,
    @JsonProperty("p99_ms") @Nullable Duration p99,
    @JsonProperty("min_ms") Duration min,
    @JsonProperty("max_ms") Duration max) {

  static SortedMap<String, ServiceSummary> all(@Nullable Baseline baseline) {
    SortedMap<String, ServiceSummary> all = new TreeMap<>();
    if (baseline != null) {
      baseline.services().forEach((name, service) -> all.put(name, of(service.requests())));
    }
    return all;
  }

  private static ServiceSummary of(Baseline.Requests requests) {
    ErrorRate errors = requests.errors();
    Latencies latencies = requests.latencies();
    return new ServiceSummary(
        errors.of(),
        errors.errors(),
        errors.value(),
        latencies.p50().value(),
        latencies.p95().value(),
        latencies.p99().value(),
        latencies.min(),
        latencies.max());
  }
}
