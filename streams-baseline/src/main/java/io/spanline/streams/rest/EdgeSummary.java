package io.spanline.streams.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.spanline.topic.EdgeStatistics;
import io.spanline.topic.EdgeStatistics.Latencies;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One edge in {@code GET /v1/edges}: its calls over all windows of the retention, and the last of
 * these.
 *
 * @param server null where no call was answered, as is the gap
 * @param windows how many windows the sums are of
 * @param recent the latest windows, latest first
 */
record EdgeSummary(
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
  EdgeSummary {
    recent = List.copyOf(recent);
  }

  static EdgeSummary of(WindowSum sum) {
    EdgeStatistics whole = EdgeStatistics.of(sum.whole());
    return new EdgeSummary(
        whole.caller(),
        whole.callee(),
        whole.calls(),
        whole.unanswered(),
        whole.errors(),
        whole.errorRate(),
        whole.client(),
        whole.server(),
        whole.gap(),
        sum.windows(),
        sum.newest().stream().map(EdgeStatistics::of).toList());
  }
}
