package io.spanline.experiments.replay.plan;

import io.spanline.experiments.replay.ReplayPlan;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The figures of a plan, before anything is sent.
 *
 * @param takes from the first request to the last
 * @param meanPerSecond requests; all of them if they are sent at once
 * @param peakPerSecond the most requests of any second
 * @param targets how many requests each gets
 */
public record DryRun(
    int requests,
    Duration takes,
    double meanPerSecond,
    int peakPerSecond,
    SortedMap<URI, Long> targets) {
  private static final long SECOND = 1_000_000_000;

  public DryRun {
    targets = Collections.unmodifiableSortedMap(new TreeMap<>(targets));
  }

  public static DryRun of(ReplayPlan plan) {
    int requests = plan.requests();
    long takes = requests == 0 ? 0 : plan.offsetNanos(requests - 1);
    SortedMap<URI, Long> targets = new TreeMap<>();
    plan.routes()
        .forEach((route, count) -> targets.merge(route.target(), count * plan.repeat(), Long::sum));
    return new DryRun(
        requests,
        Duration.ofNanos(takes),
        takes == 0 ? requests : (requests - 1) * (double) SECOND / takes,
        peak(plan),
        targets);
  }

  /** A second's rounds and two more have every second that all of them would have. */
  private static int peak(ReplayPlan plan) {
    int size = plan.cases().size();
    long rounds = plan.repeat() == 1 ? 1 : SECOND / Math.max(1, plan.offsetNanos(size)) + 2;
    int most = 0;
    int first = 0;
    for (int n = 0; n < Math.min(plan.requests(), rounds * size); n++) {
      while (plan.offsetNanos(n) - plan.offsetNanos(first) >= SECOND) {
        first++;
      }
      most = Math.max(most, n - first + 1);
    }
    return most;
  }
}
