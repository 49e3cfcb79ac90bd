package io.spanline.experiments.experiment.run;

import io.spanline.captures.replay.ReplayLine;
import io.spanline.experiments.compare.Limits;
import io.spanline.experiments.replay.ReplayCase;
import io.spanline.experiments.replay.send.Answer;
import io.spanline.statistics.Quantile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a healthy round was answered: the status class of each case, and how long each operation
 * took, but for the slowest 5 %: one request that hit a pause would hide any slowness.
 */
final class HealthyAnswers {
  private static final int CLASS = 100;

  private record Operation(String service, String name) {}

  private final Limits limits;
  private final Map<Integer, Integer> classes = new HashMap<>();
  private final Map<Operation, Long> usual = new HashMap<>();

  HealthyAnswers(List<ReplayLine> round, Limits limits) {
    this.limits = limits;
    Map<Operation, List<Long>> times = new HashMap<>();
    for (ReplayLine line : round) {
      Long nanos = line.moments().responseNanos();
      Integer status = line.status();
      if (nanos != null && status != null && line.error() == null) {
        classes.put(line.line(), status / CLASS);
        times
            .computeIfAbsent(
                new Operation(line.service(), line.operation()), name -> new ArrayList<>())
            .add(nanos);
      }
    }
    times.forEach((operation, all) -> usual.put(operation, p95(all)));
  }

  private static long p95(List<Long> nanos) {
    return Quantile.nearestRank(nanos.stream().mapToLong(Long::longValue).sorted().toArray(), 0.95);
  }

  /** Whether an answer is one of these, or as slow as makes no difference. */
  boolean holds(ReplayCase request, Answer answer) {
    Integer status = answer.status();
    Long nanos = answer.moments().responseNanos();
    if (status == null || answer.error() != null || nanos == null) {
      return false;
    }
    long most =
        usual.getOrDefault(
            new Operation(request.route().service(), request.route().operation()), 0L);
    return classes.getOrDefault(request.line(), status / CLASS) == status / CLASS
        && nanos <= most * limits.ratio() + limits.delta().toNanos();
  }
}
