package io.spanline.captures.replay;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.spanline.captures.Schemas;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Times of a replay's requests; the figures are null without any.
 *
 * @param count requests
 * @param histogram of nanoseconds: HdrHistogram V2, compressed, in base64
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReplayTimes(
    long count,
    @JsonProperty("p50_ms") @Nullable Duration p50,
    @JsonProperty("p90_ms") @Nullable Duration p90,
    @JsonProperty("p99_ms") @Nullable Duration p99,
    @JsonProperty("p99_9_ms") @Nullable Duration p999,
    @JsonProperty("max_ms") @Nullable Duration max,
    String histogram) {
  public ReplayTimes {
    Schemas.require(histogram, "a histogram");
    if (count > 0 && (p50 == null || p90 == null || p99 == null || p999 == null || max == null)) {
      throw new IllegalArgumentException("times of %s requests lack a figure".formatted(count));
    }
  }
}
