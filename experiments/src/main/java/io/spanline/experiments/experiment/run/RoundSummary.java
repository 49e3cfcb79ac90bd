package io.spanline.experiments.experiment.run;

import io.spanline.captures.replay.ReplayLine;
import io.spanline.statistics.Quantile;
import java.util.Arrays;
import java.util.List;

/**
 * What came of a round.
 *
 * @param p50Nanos of the response time; 0 without an answer
 * @param p95Nanos likewise
 * @param failed requests without an answer or with one of 500 and above
 */
public record RoundSummary(long p50Nanos, long p95Nanos, long failed) {
  private static final int FIRST_SERVER_ERROR = 500;

  static RoundSummary of(List<ReplayLine> lines) {
    long[] sorted = responses(lines);
    Arrays.sort(sorted);
    long failed = lines.stream().filter(RoundSummary::isFailed).count();
    return sorted.length == 0
        ? new RoundSummary(0, 0, failed)
        : new RoundSummary(
            Quantile.nearestRank(sorted, 0.5), Quantile.nearestRank(sorted, 0.95), failed);
  }

  /** Of the requests with a whole answer, in nanoseconds. */
  static long[] responses(List<ReplayLine> lines) {
    return lines.stream()
        .filter(line -> line.error() == null && line.moments().done() != null)
        .mapToLong(RoundSummary::response)
        .toArray();
  }

  private static long response(ReplayLine line) {
    Long done = line.moments().done();
    return done == null ? 0 : done - line.moments().intended();
  }

  private static boolean isFailed(ReplayLine line) {
    Integer status = line.status();
    return line.error() != null || status == null || status >= FIRST_SERVER_ERROR;
  }
}
