package io.spanline.captures.baseline;

import io.spanline.model.Call;
import io.spanline.statistics.Quantile;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Adds up the calls of one edge, or of several. */
public final class EdgeSums {
  private final Durations client = new Durations();
  private final Durations server = new Durations();
  private final Durations gap = new Durations();
  private final Durations skew = new Durations();
  private @Nullable String callee;
  private boolean ofSeveral;
  private final Outcomes outcomes = new Outcomes();
  private long unanswered;
  private long answered;

  public void add(Call call) {
    ofSeveral |= callee != null && !callee.equals(call.callee());
    callee = call.callee();
    outcomes.add(call.isError());
    unanswered += call.isUnanswered() ? 1 : 0;
    answered += call.entry() == null ? 0 : 1;
    addTo(client, call.clientNanos());
    addTo(server, call.serverNanos());
    addTo(gap, call.gapNanos());
    addTo(skew, call.skewNanos());
  }

  public boolean isEmpty() {
    return outcomes.count() == 0;
  }

  /**
   * The figures of at least one call.
   *
   * @param sends whether a service made a span
   */
  public Baseline.Edge summary(Predicate<String> sends) {
    return new Baseline.Edge(
        new ErrorRate(outcomes.count(), outcomes.errors()),
        unanswered,
        answered > 0 || ofSeveral || callee == null || sends.test(callee),
        skew(),
        RequestSums.latencies(client.sorted()),
        RequestSums.latencies(server.sorted()),
        RequestSums.latencies(gap.sorted()));
  }

  /** What was added, as it came. */
  Observations.OfEdge observations() {
    return new Observations.OfEdge(outcomes, client, server, gap);
  }

  private Baseline.@Nullable Skew skew() {
    long[] sorted = skew.sorted();
    return sorted.length == 0
        ? null
        : new Baseline.Skew(sorted.length, Duration.ofNanos(Quantile.nearestRank(sorted, 0.5)));
  }

  private static void addTo(Durations durations, @Nullable Long nanos) {
    if (nanos != null) {
      durations.add(nanos);
    }
  }
}
