package io.spanline.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.spanline.topic.EdgeStatistics;
import io.spanline.topic.EdgeStatistics.Latencies;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code GET /v1/edges}.
 *
 * @param edges those with a call within the retention, in order of callers, then callees
 */
public record Edges(List<Totals> edges) {
  public Edges {
    edges = List.copyOf(edges);
  }

  /**
   * An edge: its calls over all windows of the retention, and the last of these.
   *
   * @param instrumented false if the callee sends no spans as far as seen: no call to it was
   *     answered, and no service of its name had a request; null, and not in the JSON, if it does
   * @param client null if nobody measured it
   * @param server null if no call was answered, as is the gap
   * @param windows how many windows the sums are of
   * @param recent the latest windows, latest first
   */
  public record Totals(
      String caller,
      String callee,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean instrumented,
      long calls,
      long unanswered,
      long errors,
      @JsonProperty("error_rate") @Nullable Double errorRate,
      @Nullable Latencies client,
      @Nullable Latencies server,
      @Nullable Latencies gap,
      int windows,
      List<EdgeStatistics> recent) {
    public Totals {
      recent = List.copyOf(recent);
    }
  }
}
