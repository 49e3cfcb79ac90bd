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
 *
 * <p>What is not above 0, as the gap of two hosts whose clocks differ, has no ratio: it is judged
 * by its difference, likewise, in nanoseconds.
 */
final class LatencyChange implements Change {
  // A bound of what is above 0 may be 0, and the logarithm needs a positive number.
  private static final double LEAST_NANOS = 1;

  private final Sample before;
  private final Sample after;
  private final double q;
  private final boolean hasRatio;
  private final double change;
  private final Spread blocksBefore;
  private final Spread blocksAfter;
  private final BoundsByTail bounds = new BoundsByTail(this::widest);

  LatencyChange(Sample before, Sample after, double q) {
    this.before = before;
    this.after = after;
    this.q = q;
    this.hasRatio = before.isPositive(q) && after.isPositive(q);
    this.change = scaled(after()) - scaled(before());
    this.blocksBefore = before.ofBlocks(q, this::scaled);
    this.blocksAfter = after.ofBlocks(q, this::scaled);
  }

  @Override
  public double before() {
    return before.quantile(q);
  }

  @Override
  public double after() {
    return after.quantile(q);
  }

  private double scaled(double nanos) {
    return hasRatio ? StrictMath.log(Math.max(nanos, LEAST_NANOS)) : nanos;
  }

  /** Of the ratio's logarithm or, if there is none, of the difference. */
  Bounds change(double tail) {
    return bounds.at(tail);
  }

  private Bounds widest(double tail) {
    return ofQuantiles(tail).widest(ofBlocks(tail));
  }

  private Bounds ofQuantiles(double tail) {
    return Bounds.ofDifference(
        scaled(before()),
        scaled(before.bounds(q, tail)),
        scaled(after()),
        scaled(after.bounds(q, tail)));
  }

  private Bounds scaled(Bounds nanos) {
    return new Bounds(
        Double.isFinite(nanos.low()) ? scaled(nanos.low()) : nanos.low(), scaled(nanos.high()));
  }

  /** Nothing more than the change itself where no order is known: the other interval holds then. */
  private Bounds ofBlocks(double tail) {
    if (before.isTooShort() || after.isTooShort()) {
      return Bounds.NONE;
    }
    double half = blocksBefore.half(blocksAfter, tail);
    if (half == 0) {
      return new Bounds(change, change);
    }
    // Around both: a few slow blocks move the quantile of all, and hardly the mean of the blocks.
    double ofMeans = blocksAfter.meanOr(scaled(after())) - blocksBefore.meanOr(scaled(before()));
    return Bounds.around(change, ofMeans, half);
  }

  @Override
  public Word word(Limits limits, double tail) {
    Bounds bounds = change(tail).rounded();
    double size = Rounded.of(change);
    Word word =
        hasRatio
            ? Ratio.of(before(), after(), size, bounds).word(limits)
            : bounds.word(size, bounds.isApart(), limits.deltaNanos());
    return word == Word.UNCLEAR && !isDecidable(tail) ? Word.TOO_LITTLE_DATA : word;
  }

  @Override
  public Shown shown(double tail) {
    Bounds bounds = change(tail);
    QuantileRanks ranks = QuantileRanks.of(after.size(), q);
    return new Shown(
        Rounded.millis(before()),
        Rounded.millis(after()),
        ranks.hasLow() ? Rounded.millis(after.atRank(ranks.low())) : null,
        ranks.hasHigh() ? Rounded.millis(after.atRank(ranks.high())) : null,
        ratio(change),
        ratio(bounds.low()),
        ratio(bounds.high()));
  }

  private @Nullable BigDecimal ratio(double log) {
    return hasRatio && Double.isFinite(log) ? Rounded.decimal(StrictMath.exp(log)) : null;
  }

  /** A bound of the ratio takes the upper one of a side, and the lower one of the other. */
  @Override
  public boolean canBeShown(double tail) {
    long high = samplesForHigh(q, tail);
    long low = samplesForHigh(1 - q, tail);
    boolean isBounded =
        (before.size() >= high && after.size() >= low)
            || (after.size() >= high && before.size() >= low);
    return isBounded && !before.isTooShort() && !after.isTooShort();
  }

  @Override
  public boolean isDecidable(double tail) {
    return Math.min(before.size(), after.size()) >= needed(tail);
  }

  @Override
  public long needed(double tail) {
    long ranks = samplesForHigh(Math.max(q, 1 - q), tail);
    boolean isTooShort = before.isTooShort() || after.isTooShort();
    return isTooShort ? Math.max(ranks, Block.LEAST_IN_ORDER) : ranks;
  }

  /** How many it takes for one of them to be above a quantile, but for the tail. */
  private static long samplesForHigh(double q, double tail) {
    return (long) StrictMath.ceil(StrictMath.log(tail) / StrictMath.log(q) - 1e-9);
  }

  @Override
  public boolean isShown(double tail) {
    return ofQuantiles(tail).rounded().isApart() && change(tail).rounded().isApart();
  }

  @Override
  public @Nullable BigDecimal smallest(Limits limits, double tail) {
    return Smallest.ratio(shown(tail), limits, tail);
  }
}
