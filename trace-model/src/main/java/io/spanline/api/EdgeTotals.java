package io.spanline.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.spanline.topic.EdgeStatistics;
import io.spanline.topic.EdgeStatistics.Latencies;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An edge in {@link Edges}: its calls over all windows of the retention, and the last of these.
 *
 * @param server null if no call was answered, as is the gap
 * @param windows how many windows the sums are of
 * @param recent the latest windows, latest first
 */
public record EdgeTotals(
    String caller,
    String callee,
    long calls,
    long unanswered,
    long errors,
    @JsonProperty("error_rate") double errorRate,
    Latencies client,
    @Nullable Latencies server,
    @Nullable Latencies gap,
    int windows,
    List<EdgeStatistics> recent) {
  public EdgeTotals {
    recent = List.copyOf(recent);
  }
}
