package io.spanline.experiments.compare;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * A figure of healthy and faulty rounds, which fall into blocks of one each.
 *
 * @param before nanoseconds, or a rate, of the healthy round of each block; NaN if it has none
 * @param after of the faulty round of each block, likewise
 * @param ofBefore the interval of all healthy rounds' figure by its tail
 * @param ofAfter that of all faulty rounds
 */
record RoundFigure(
    Change change,
    List<Double> before,
    List<Double> after,
    DoubleFunction<Bounds> ofBefore,
    DoubleFunction<Bounds> ofAfter) {
  /** A quantile of latencies in nanoseconds, of each block's healthy and faulty round. */
  static RoundFigure ofLatencies(long[][] healthy, long[][] faulty, double q) {
    Sample before = Sample.of(healthy);
    Sample after = Sample.of(faulty);
    return new RoundFigure(
        new LatencyChange(before, after, q),
        quantiles(healthy, q),
        quantiles(faulty, q),
        tail -> of(before, q, tail),
        tail -> of(after, q, tail));
  }

  private static List<Double> quantiles(long[][] rounds, double q) {
    return Arrays.stream(rounds)
        .map(round -> round.length == 0 ? Double.NaN : Sample.of(round).quantile(q))
        .toList();
  }

  private static Bounds of(Sample sample, double q, double tail) {
    Spread rounds = sample.ofBlocks(q, nanos -> nanos);
    return sample
        .bounds(q, tail)
        .widest(Bounds.around(sample.quantile(q), rounds.mean(), rounds.half(tail)));
  }

  /** Whether each block's change is at least half of that of all. */
  boolean doBlocksAgree() {
    double half = (change.after() - change.before()) / 2;
    for (int i = 0; i < after.size(); i++) {
      double own = after.get(i) - before.get(i);
      if (!(half < 0 ? own <= half : own >= half)) {
        return false;
      }
    }
    return true;
  }

  /** Whether each faulty round is above a bar. */
  boolean areAllAbove(double most) {
    return after.stream().allMatch(each -> each > most);
  }
}
