package io.spanline.experiments.compare;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.spanline.captures.Decimals;
import java.math.BigDecimal;

/**
 * A comparison for programs, as {@code data/schemas/comparison.schema.json} says.
 *
 * @param before what the first side was called
 * @param after the second
 */
public record ComparisonFile(
    String schema,
    String before,
    String after,
    @JsonProperty("max_ratio") BigDecimal maxRatio,
    @JsonProperty("max_delta_ms") BigDecimal maxDelta,
    @JsonProperty("max_points") BigDecimal maxPoints,
    @JsonUnwrapped Comparison comparison) {
  /** With what it was judged by. */
  public static ComparisonFile of(
      String before, String after, Limits limits, Comparison comparison) {
    return new ComparisonFile(
        "spanline.comparison/1",
        before,
        after,
        BigDecimal.valueOf(limits.ratio()),
        Decimals.millis(limits.delta()),
        BigDecimal.valueOf(limits.points()),
        comparison);
  }
}
