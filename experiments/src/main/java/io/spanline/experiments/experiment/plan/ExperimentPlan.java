package io.spanline.experiments.experiment.plan;

import io.spanline.experiments.compare.Criterion;
import io.spanline.experiments.compare.Limits;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an experiment is asked to do.
 *
 * @param name for people; of a file without one, the file's
 * @param capture whose requests are replayed, an id or a path; null for the newest
 * @param requests of each round, at most, if Spanline sends them
 * @param rate requests a second, likewise
 * @param round how long each lasts, if others send
 * @param blocks each of a healthy and a faulty round, at least 2
 * @param faults none or one
 * @param limits of what decides, but for figures that have their own
 * @param decides figures that do; none for p95 and error rate of the services that are asked
 * @param expect null if nobody predicted anything
 * @param steadyState null if it may begin whatever the system is like
 */
public record ExperimentPlan(
    String name,
    @Nullable String description,
    TrafficSource traffic,
    @Nullable String capture,
    int requests,
    double rate,
    Duration round,
    int blocks,
    List<PlannedFault> faults,
    Limits limits,
    List<Criterion> decides,
    @Nullable Expectation expect,
    @Nullable SteadyState steadyState) {
  public static final int DEFAULT_REQUESTS = 150;
  public static final double DEFAULT_RATE = 50;
  public static final Duration DEFAULT_ROUND = Duration.ofSeconds(15);
  public static final int DEFAULT_BLOCKS = 4;

  public ExperimentPlan {
    faults = List.copyOf(faults);
    decides = List.copyOf(decides);
  }
}
