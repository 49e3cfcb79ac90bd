package io.spanline.experiments.compare;

import io.spanline.statistics.LatencyDigest;
import io.spanline.statistics.Quantile;
import io.spanline.statistics.QuantileRanks;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongToDoubleFunction;

/**
 * Latencies of one subject in nanoseconds, at least one; below 0 where two clocks say so. Where
 * their order in time is known, they fall into blocks, whose quantiles show by how much they wander
 * by themselves.
 */
public final class Sample {
  private final long size;
  private final LongToDoubleFunction byRank;
  private final long[][] blocks;

  private Sample(long size, LongToDoubleFunction byRank, long[][] blocks) {
    if (size == 0) {
      throw new IllegalArgumentException("a sample needs a latency, there is none");
    }
    this.size = size;
    this.byRank = byRank;
    this.blocks = blocks;
  }

  /**
   * Latencies in nanoseconds, in the order in which they were taken, in one go or in rounds that
   * something else stood between.
   */
  public static Sample of(long[]... rounds) {
    long[] all = Arrays.stream(rounds).flatMapToLong(Arrays::stream).toArray();
    long[][] blocks =
        Arrays.stream(rounds.length == 1 ? blocks(all) : rounds)
            .filter(block -> block.length > 0)
            .map(Sample::sorted)
            .toArray(long[][]::new);
    long[] sorted = sorted(all);
    return new Sample(sorted.length, rank -> sorted[(int) rank - 1], blocks);
  }

  private static long[] sorted(long[] nanos) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return sorted;
  }

  private static long[][] blocks(long[] inOrder) {
    return Block.of(inOrder.length).stream()
        .map(block -> Arrays.copyOfRange(inOrder, block.from(), block.to()))
        .toArray(long[][]::new);
  }

  /** Latencies whose order is not known: up to {@link LatencyDigest#EXACT_SAMPLES} are exact. */
  public static Sample of(LatencyDigest digest) {
    long size = digest.count();
    return new Sample(size, rank -> digest.quantileNanos((rank - 0.5) / size), new long[0][]);
  }

  /** Whether the order is known, but the latencies are too few for blocks. */
  boolean isTooShort() {
    return blocks.length == 1;
  }

  long size() {
    return size;
  }

  /** A latency that some request had. */
  double quantile(double q) {
    return atRank(Quantile.rank(size, q));
  }

  /** The latency of a rank, from 1. */
  double atRank(long rank) {
    return byRank.applyAsDouble(rank);
  }

  /** The interval of a quantile by order statistics, which take latencies for independent. */
  Bounds bounds(double q, double tail) {
    QuantileRanks ranks = QuantileRanks.of(size, q, tail);
    return new Bounds(
        ranks.hasLow() ? atRank(ranks.low()) : Double.NEGATIVE_INFINITY,
        ranks.hasHigh() ? atRank(ranks.high()) : Double.POSITIVE_INFINITY);
  }

  /** Whether a quantile, of all and of each block, is above 0, so that it has a ratio. */
  boolean isPositive(double q) {
    return quantile(q) > 0
        && Arrays.stream(blocks).allMatch(block -> Quantile.nearestRank(block, q) > 0);
  }

  /** How a quantile of the blocks differs on a scale; none if the order is not known. */
  Spread ofBlocks(double q, DoubleUnaryOperator scale) {
    return Spread.of(
        Arrays.stream(blocks)
            .mapToDouble(block -> scale.applyAsDouble((double) Quantile.nearestRank(block, q)))
            .toArray());
  }
}
