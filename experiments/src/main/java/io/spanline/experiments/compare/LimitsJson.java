package io.spanline.experiments.compare;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.spanline.captures.Decimals;
import java.math.BigDecimal;

/**
 * What is large enough to matter, as the files of comparisons say it.
 *
 * @param maxPoints a fraction of 1
 */
public record LimitsJson(
    @JsonProperty("max_ratio") BigDecimal maxRatio,
    @JsonProperty("max_delta_ms") BigDecimal maxDelta,
    @JsonProperty("max_points") BigDecimal maxPoints) {
  static LimitsJson of(Limits limits) {
    return new LimitsJson(
        BigDecimal.valueOf(limits.ratio()),
        Decimals.millis(limits.delta()),
        BigDecimal.valueOf(limits.points()));
  }
}
