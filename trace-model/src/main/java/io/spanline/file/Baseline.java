package io.spanline.file;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What normal traffic looked like: requests, errors and latencies of each service, and the capture
 * that they were computed from.
 *
 * @param services in ascending order of name; only services that answered a request
 */
@JsonPropertyOrder({"schema", "name", "created", "capture", "services"})
public record Baseline(
    BaselineName name, Instant created, Source capture, SortedMap<String, Service> services) {
  public static final String SCHEMA = "spanline.baseline/1";

  public Baseline {
    Schemas.require(name, "name");
    Schemas.require(created, "created");
    Schemas.require(capture, "capture");
    Schemas.require(services, "services");
    services = Collections.unmodifiableSortedMap(new TreeMap<>(services));
  }

  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public String schema() {
    return SCHEMA;
  }

  /** The capture behind the numbers; the sum is that of the capture's file. */
  public record Source(String file, String sha256, long traces, Instant from, Instant to) {
    public Source {
      Schemas.require(file, "file");
      Schemas.require(sha256, "sha256");
      Schemas.require(from, "from");
      Schemas.require(to, "to");
    }
  }

  /**
   * The requests of one service. Latencies are durations of entry spans, quantiles by nearest rank:
   * each is one that some request had.
   */
  @JsonPropertyOrder({"requests", "errors", "error_rate", "p50_ms", "p95_ms", "min_ms", "max_ms"})
  public record Service(
      long requests,
      long errors,
      @JsonProperty("p50_ms") Duration p50,
      @JsonProperty("p95_ms") Duration p95,
      @JsonProperty("min_ms") Duration min,
      @JsonProperty("max_ms") Duration max) {
    private static final int RATE_DIGITS = 6;

    public Service {
      Schemas.require(p50, "p50_ms");
      Schemas.require(p95, "p95_ms");
      Schemas.require(min, "min_ms");
      Schemas.require(max, "max_ms");
      if (requests < 1 || errors < 0 || errors > requests) {
        throw new IllegalArgumentException(
            "a service needs a request and at most as many errors, was %s errors of %s requests"
                .formatted(errors, requests));
      }
    }

    /** Errors / requests to six decimals; the exact ratio is that of the two counts. */
    @JsonProperty(value = "error_rate", access = JsonProperty.Access.READ_ONLY)
    public BigDecimal errorRate() {
      return Decimals.plain(
          BigDecimal.valueOf(errors)
              .divide(BigDecimal.valueOf(requests), RATE_DIGITS, RoundingMode.HALF_EVEN));
    }
  }
}
