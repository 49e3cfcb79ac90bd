package io.spanline.experiments.compare;

import io.spanline.experiments.compare.RateChange.Rate;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Predicate;
import org.apache.commons.statistics.interval.BinomialConfidenceInterval;
import org.apache.commons.statistics.interval.Interval;
import org.jspecify.annotations.Nullable;

/**
 * By how much the error rate of the same requests changed, at least one. Whether it did is
 * McNemar's exact test: of the requests that failed on one side only, either side has half
 * (Fagerland, Lydersen and Laake, BMC Medical Research Methodology 13:91, 2013). By how much has
 * the bounds of the two shares, after Clopper and Pearson, each at half the tail. Both take the
 * requests for independent, which those that fail in one stall are not: so wherever the order is
 * known, the interval is at least as wide as the differences of blocks say (Student's t).
 *
 * @param pairs all
 * @param onlyBefore those that failed on the first side only
 * @param onlyAfter those that failed on the second side only
 * @param both those that failed on both
 * @param blocks how the differences of blocks in time differ; none if the order is not known
 */
record PairedErrors(long pairs, long onlyBefore, long onlyAfter, long both, Spread blocks)
    implements Change {
  // Of 95 %.
  private static final double PRINTED_TAIL = 0.025;

  /** Pairs in the order in which they were sent, in one go. */
  static PairedErrors of(List<CasePair> inOrder) {
    return ofRounds(
        Block.of(inOrder.size()).stream()
            .map(block -> inOrder.subList(block.from(), block.to()))
            .toList());
  }

  /** Pairs in rounds that something else stood between. */
  static PairedErrors ofRounds(List<List<CasePair>> rounds) {
    List<CasePair> pairs = rounds.stream().flatMap(List::stream).toList();
    return new PairedErrors(
        pairs.size(),
        count(pairs, pair -> pair.failedBefore() && !pair.failedAfter()),
        count(pairs, pair -> pair.failedAfter() && !pair.failedBefore()),
        count(pairs, pair -> pair.failedBefore() && pair.failedAfter()),
        Spread.of(
            rounds.stream()
                .filter(round -> !round.isEmpty())
                .mapToDouble(PairedErrors::difference)
                .toArray()));
  }

  /** After less before. */
  static double difference(List<CasePair> round) {
    return (double) (count(round, CasePair::failedAfter) - count(round, CasePair::failedBefore))
        / round.size();
  }

  private static long count(List<CasePair> pairs, Predicate<CasePair> which) {
    return pairs.stream().filter(which).count();
  }

  @Override
  public double before() {
    return (double) (onlyBefore + both) / pairs;
  }

  @Override
  public double after() {
    return (double) (onlyAfter + both) / pairs;
  }

  private double difference() {
    return (double) (onlyAfter - onlyBefore) / pairs;
  }

  /** The chance of as many of the requests that failed on one side only, if the sides are equal. */
  double chance(long ofOneSide) {
    return SignTest.chance(ofOneSide, onlyBefore + onlyAfter);
  }

  private boolean isLikely(long ofOneSide, double tail) {
    return chance(ofOneSide) > Rounded.of(tail);
  }

  /** Of the difference; 0 lies within unless the test shows a change. */
  Bounds difference(double tail) {
    Interval worsened = share(onlyAfter, tail);
    Interval mended = share(onlyBefore, tail);
    double low = worsened.getLowerBound() - mended.getUpperBound();
    double high = worsened.getUpperBound() - mended.getLowerBound();
    double half = blocks.half(tail);
    return new Bounds(
            isLikely(onlyAfter, tail) ? Math.min(low, 0) : Math.max(low, 0),
            isLikely(onlyBefore, tail) ? Math.max(high, 0) : Math.min(high, 0))
        .widest(new Bounds(difference() - half, difference() + half))
        .rounded();
  }

  private Interval share(long of, double tail) {
    return BinomialConfidenceInterval.CLOPPER_PEARSON.fromErrorRate(
        Math.toIntExact(pairs), Math.toIntExact(of), tail);
  }

  @Override
  public Word word(Limits limits, double tail) {
    Word word = difference(tail).word(Rounded.of(difference()), isShown(tail), limits.points());
    return word == Word.UNCLEAR && !isDecidable(tail) ? Word.TOO_LITTLE_DATA : word;
  }

  @Override
  public Shown shown(double tail) {
    Bounds bounds = difference(tail);
    Bounds of = new Rate(pairs, onlyAfter + both).wilson(PRINTED_TAIL);
    return new Shown(
        Rounded.decimal(before()),
        Rounded.decimal(after()),
        Rounded.decimal(of.low()),
        Rounded.decimal(of.high()),
        Rounded.decimal(difference()),
        Rounded.decimal(bounds.low()),
        Rounded.decimal(bounds.high()));
  }

  @Override
  public boolean isShown(double tail) {
    return !isLikely(Math.max(onlyBefore, onlyAfter), tail)
        && Rounded.of(Math.abs(difference())) > Rounded.of(blocks.half(tail));
  }

  /** However they fall, that many flips are all on one side with 2⁻ⁿ. */
  @Override
  public boolean canBeShown(double tail) {
    return onlyBefore + onlyAfter >= needed(tail);
  }

  @Override
  public boolean isDecidable(double tail) {
    return pairs >= needed(tail);
  }

  @Override
  public long needed(double tail) {
    return SignedRank.needed(tail);
  }

  @Override
  public @Nullable BigDecimal smallest(Limits limits, double tail) {
    return Smallest.points(shown(tail), limits, tail);
  }
}
