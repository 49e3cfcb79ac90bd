package io.spanline.experiments.compare;

import io.spanline.statistics.QuantileRanks;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * By how much a quantile of latencies changed. The interval of the ratio joins those of the two
 * quantiles, by order statistics, on the scale of logarithms (MOVER: Zou and Donner, Statistics in
 * Medicine 27, 2008). These take latencies for independent, which those of one run are not: caches
 * warm, collectors run, a neighbour is busy. So wherever the order is known, the interval is at
 * least as wide as the blocks' own quantiles say (batch means with Welch's t: Law, Simulation
 * Modeling and Analysis, section 9.5).
 */
final class LatencyChange implements Change {
  private final Sample before;
  private final Sample after;
  private final double q;
  private final double logRatio;

  LatencyChange(Sample before, Sample after, double q) {
    this.before = before;
    this.after = after;
    this.q = q;
    this.logRatio = StrictMath.log(after.quantile(q)) - StrictMath.log(before.quantile(q));
  }

  @Override
  public double before() {
    return before.quantile(q);
  }

  @Override
  public double after() {
    return after.quantile(q);
  }

  /** Of the ratio's logarithm. */
  Bounds logRatio(double tail) {
    return ofRatio(tail).widest(ofBlocks(tail));
  }

  private Bounds ofRatio(double tail) {
    return Bounds.ofDifference(
        StrictMath.log(before()), logs(before, tail), StrictMath.log(after()), logs(after, tail));
  }

  private Bounds logs(Sample sample, double tail) {
    QuantileRanks ranks = QuantileRanks.of(sample.size(), q, tail);
    return new Bounds(
        ranks.hasLow() ? StrictMath.log(sample.atRank(ranks.low())) : Double.NEGATIVE_INFINITY,
        ranks.hasHigh() ? StrictMath.log(sample.atRank(ranks.high())) : Double.POSITIVE_INFINITY);
  }

  /** Nothing, rather than all, where an order is not known: the other interval holds then. */
  private Bounds ofBlocks(double tail) {
    if (before.isTooShort() || after.isTooShort()) {
      return Bounds.NONE;
    }
    Spread one = Spread.of(before.logsOfBlocks(q));
    Spread other = Spread.of(after.logsOfBlocks(q));
    double half = one.half(other, tail);
    if (half == 0) {
      return new Bounds(logRatio, logRatio);
    }
    // Around both: a few slow blocks move the quantile of all, and hardly the mean of the blocks.
    double ofMeans = other.mean() - one.mean();
    return new Bounds(Math.min(logRatio, ofMeans) - half, Math.max(logRatio, ofMeans) + half);
  }

  @Override
  public Word word(Limits limits, double tail) {
    Word word =
        new Ratio(before(), after() - before(), Rounded.of(logRatio), logRatio(tail).rounded())
            .word(limits);
    return word == Word.UNCLEAR && !isDecidable(tail) ? Word.TOO_LITTLE_DATA : word;
  }

  @Override
  public Shown shown(double tail) {
    Bounds bounds = logRatio(tail);
    QuantileRanks ranks = QuantileRanks.of(after.size(), q);
    return new Shown(
        Rounded.millis(before()),
        Rounded.millis(after()),
        ranks.hasLow() ? Rounded.millis(after.atRank(ranks.low())) : null,
        ranks.hasHigh() ? Rounded.millis(after.atRank(ranks.high())) : null,
        Rounded.decimal(StrictMath.exp(logRatio)),
        ratio(bounds.low()),
        ratio(bounds.high()));
  }

  private static @Nullable BigDecimal ratio(double log) {
    return Double.isInfinite(log) ? null : Rounded.decimal(StrictMath.exp(log));
  }

  /** A bound of the ratio takes the upper one of a side, and the lower one of the other. */
  @Override
  public boolean canBeShown(double tail) {
    QuantileRanks one = QuantileRanks.of(before.size(), q, tail);
    QuantileRanks other = QuantileRanks.of(after.size(), q, tail);
    boolean isBounded = (one.hasHigh() && other.hasLow()) || (other.hasHigh() && one.hasLow());
    return isBounded && !before.isTooShort() && !after.isTooShort();
  }

  @Override
  public boolean isDecidable(double tail) {
    return Math.min(before.size(), after.size()) >= needed(tail);
  }

  @Override
  public long needed(double tail) {
    double rarer = Math.max(q, 1 - q);
    long ranks = (long) StrictMath.ceil(StrictMath.log(tail) / StrictMath.log(rarer) - 1e-9);
    boolean isTooShort = before.isTooShort() || after.isTooShort();
    return isTooShort ? Math.max(ranks, Sample.LEAST_IN_ORDER) : ranks;
  }

  @Override
  public boolean isShown(double tail) {
    return Ratio.isShown(logRatio(tail).rounded());
  }
}
