package io.spanline.experiments.experiment.run;

import io.spanline.captures.replay.ReplayLine;
import io.spanline.statistics.Quantile;
import java.util.List;
import java.util.Objects;

/**
 * What came of a round.
 *
 * @param p50Nanos of the response time; 0 without an answer
 * @param p95Nanos likewise
 * @param failed requests without an answer or with one of 500 and above
 */
public record RoundSummary(long p50Nanos, long p95Nanos, long failed) {
  static RoundSummary of(List<ReplayLine> lines) {
    long[] sorted =
        lines.stream()
            .filter(line -> line.error() == null)
            .map(line -> line.moments().responseNanos())
            .filter(Objects::nonNull)
            .mapToLong(Long::longValue)
            .sorted()
            .toArray();
    long failed = lines.stream().filter(ReplayLine::isFailed).count();
    return sorted.length == 0
        ? new RoundSummary(0, 0, failed)
        : new RoundSummary(
            Quantile.nearestRank(sorted, 0.5), Quantile.nearestRank(sorted, 0.95), failed);
  }
}
