package io.spanline.captures.manifest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A capture's traces held against the topic {@code service-statistics}, on the windows that lie
 * wholly inside the range. Both count every trace of the topic, also those that a selection leaves
 * out.
 *
 * @param skipped why nothing could be compared; null if something was
 * @param windows that were compared
 * @param rows service and window pairs that were compared
 * @param differing how many of them differ; the first ones are in {@code differences}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StatisticsCheck(
    @Nullable String skipped,
    int windows,
    long rows,
    long differing,
    List<Difference> differences) {
  public StatisticsCheck {
    differences = List.copyOf(differences);
  }

  public static StatisticsCheck skipped(String reason) {
    return new StatisticsCheck(reason, 0, 0, 0, List.of());
  }

  /** A figure, such as {@code requests} or {@code sum_ms}, in which the two disagree. */
  public record Difference(
      String service, Instant windowStart, String figure, String statistics, String traces) {}
}
