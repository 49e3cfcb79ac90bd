package io.spanline.topic;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * Requests of one service in one tumbling window, as far as known.
 *
 * @param windowStart inclusive
 * @param windowEnd exclusive
 * @param errorRate errors / requests, 0 to 1
 * @param exact whether p50 and p95 are nearest-rank values of every sample; else they come from a
 *     t-digest, within half a percent in rank
 * @param isFinal whether the row will not change any more
 */
public record ServiceStatistics(
    String service,
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
    @JsonProperty("final") boolean isFinal) {}
