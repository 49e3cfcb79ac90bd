package io.spanline.captures.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.spanline.captures.CaptureId;
import io.spanline.captures.TimeRange;
import io.spanline.captures.manifest.Manifest.Incomplete;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The answer to {@code POST /v1/snapshots}.
 *
 * @param capture path of the capture's file, as are manifest and baseline
 * @param beganBefore how many of the traces began before the range
 * @param warning what is still to be done, and why; null if nothing is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SnapshotAnswer(
    CaptureId id,
    String capture,
    String manifest,
    @Nullable String baseline,
    TimeRange range,
    long traces,
    long beganBefore,
    long spans,
    boolean complete,
    @Nullable Incomplete incomplete,
    @Nullable String warning,
    List<String> warnings,
    SortedMap<String, Figures> services) {
  public SnapshotAnswer {
    warnings = List.copyOf(warnings);
    services = Collections.unmodifiableSortedMap(new TreeMap<>(services));
  }

  /**
   * The figures of one service; the rest is in the baseline.
   *
   * @param timed how many of the requests have a latency; if none has, there are no others
   */
  public record Figures(
      long requests,
      long errors,
      @JsonProperty("error_rate") BigDecimal errorRate,
      long timed,
      @JsonProperty("p50_ms") @Nullable Duration p50,
      @JsonProperty("p95_ms") @Nullable Duration p95,
      @JsonProperty("p99_ms") @Nullable Duration p99,
      @JsonProperty("min_ms") @Nullable Duration min,
      @JsonProperty("max_ms") @Nullable Duration max) {}
}
