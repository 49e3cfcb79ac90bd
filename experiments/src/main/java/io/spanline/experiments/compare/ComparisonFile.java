package io.spanline.experiments.compare;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A comparison for programs, as {@code data/schemas/comparison.schema.json} says.
 *
 * @param before what the first side was called
 * @param after the second
 * @param paired null unless the sides are replays
 */
public record ComparisonFile(
    String schema,
    String before,
    String after,
    @JsonUnwrapped LimitsJson limits,
    @JsonUnwrapped Comparison comparison,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Paired paired) {
  /**
   * What else is known of two replays of the same requests.
   *
   * @param leftOut requests that only one of them has, or did not send
   * @param flips answers that differ, most first
   */
  public record Paired(long requests, @JsonProperty("left_out") long leftOut, List<Flip> flips) {
    public Paired {
      flips = List.copyOf(flips);
    }
  }

  /** With what it was judged by. */
  public static ComparisonFile of(
      String before, String after, Limits limits, Comparison comparison) {
    return new ComparisonFile(
        "spanline.comparison/1", before, after, LimitsJson.of(limits), comparison, null);
  }

  /** The same of two replays. */
  public static ComparisonFile of(String before, String after, Limits limits, Pairs pairs) {
    ComparisonFile file = of(before, after, limits, pairs.comparison());
    return new ComparisonFile(
        file.schema,
        before,
        after,
        file.limits,
        file.comparison,
        new Paired(pairs.requests(), pairs.leftOut(), pairs.flips()));
  }
}
