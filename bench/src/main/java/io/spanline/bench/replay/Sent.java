package io.spanline.bench.replay;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.spanline.bench.Median;
import io.spanline.bench.Quantiles;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * What one generator did in one round, in requests and milliseconds.
 *
 * @param warmUp requests that were sent before, and count nowhere else
 * @param lateness sent minus intended
 * @param response answered minus intended
 * @param service answered minus sent
 */
record Sent(
    @JsonProperty("warm_up") long warmUp,
    Counts counts,
    Quantiles lateness,
    Quantiles response,
    Quantiles service) {
  /** From here on a request is late. */
  static final long LATE_NANOS = 10_000_000;

  /**
   * Counts of requests.
   *
   * @param failed sent and not answered with 200
   */
  record Counts(long sent, long late, long dropped, long failed) {
    /** For people. */
    String words() {
      return "%d sent, %d late, %d dropped, %d failed".formatted(sent, late, dropped, failed);
    }
  }

  /** The median of each figure over several rounds. */
  static Sent median(List<Sent> rounds) {
    return new Sent(
        middle(rounds, Sent::warmUp),
        new Counts(
            middle(rounds, round -> round.counts().sent()),
            middle(rounds, round -> round.counts().late()),
            middle(rounds, round -> round.counts().dropped()),
            middle(rounds, round -> round.counts().failed())),
        Quantiles.median(rounds.stream().map(Sent::lateness).toList()),
        Quantiles.median(rounds.stream().map(Sent::response).toList()),
        Quantiles.median(rounds.stream().map(Sent::service).toList()));
  }

  private static long middle(List<Sent> rounds, ToLongFunction<Sent> figure) {
    return Math.round(Median.of(rounds, figure::applyAsLong));
  }
}
