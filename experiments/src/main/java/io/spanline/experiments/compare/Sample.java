package io.spanline.experiments.compare;

import io.spanline.statistics.LatencyDigest;
import io.spanline.statistics.Quantile;
import java.util.Arrays;

/**
 * Latencies of one subject, at least one. Where their order in time is known, they fall into
 * blocks, whose quantiles show by how much they wander by themselves.
 */
public final class Sample {
  /** What it takes for blocks that say how latencies wander by themselves. */
  static final int LEAST_IN_ORDER = 30;

  // Of what is known in order, if nobody says which rounds it was taken in: few, so that one
  // latency of a block tells little of the next.
  private static final int MOST_BLOCKS = 8;
  private static final int FEWEST_BLOCKS = 3;
  private static final int ORDINARY_BLOCK = 20;
  // A logarithm needs a positive number.
  private static final long LEAST_NANOS = 1;

  private final long[] sorted;
  private final long[][] blocks;

  private Sample(long[] sorted, long[][] blocks) {
    if (sorted.length == 0) {
      throw new IllegalArgumentException("a sample needs a latency, there is none");
    }
    this.sorted = sorted;
    this.blocks = blocks;
  }

  /**
   * Latencies in nanoseconds, in the order in which they were taken, in one go or in rounds that
   * something else stood between.
   */
  public static Sample of(long[]... rounds) {
    long[] all =
        Arrays.stream(rounds).flatMapToLong(Arrays::stream).map(Sample::positive).toArray();
    long[][] blocks = rounds.length == 1 ? blocks(all) : rounds;
    long[][] sortedBlocks =
        Arrays.stream(blocks)
            .filter(block -> block.length > 0)
            .map(block -> Arrays.stream(block).map(Sample::positive).sorted().toArray())
            .toArray(long[][]::new);
    Arrays.sort(all);
    return new Sample(all, sortedBlocks);
  }

  /** Latencies whose order is not known: up to {@link LatencyDigest#EXACT_SAMPLES} are exact. */
  public static Sample of(LatencyDigest digest) {
    int count = Math.toIntExact(digest.count());
    long[] sorted = new long[count];
    for (int i = 0; i < count; i++) {
      sorted[i] = positive(digest.quantileNanos((i + 0.5) / count));
    }
    return new Sample(sorted, new long[0][]);
  }

  private static long positive(long nanos) {
    return Math.max(nanos, LEAST_NANOS);
  }

  /** How many blocks there are of that many latencies in order; 1 of too few. */
  static int blocks(int size) {
    return size < LEAST_IN_ORDER
        ? 1
        : Math.min(MOST_BLOCKS, Math.max(FEWEST_BLOCKS, size / ORDINARY_BLOCK));
  }

  private static long[][] blocks(long[] inOrder) {
    int count = blocks(inOrder.length);
    long[][] blocks = new long[count][];
    for (int i = 0; i < count; i++) {
      int from = (int) ((long) inOrder.length * i / count);
      int to = (int) ((long) inOrder.length * (i + 1) / count);
      blocks[i] = Arrays.copyOfRange(inOrder, from, to);
    }
    return blocks;
  }

  /** Whether the order is known, but the latencies are too few for blocks. */
  boolean isTooShort() {
    return blocks.length == 1;
  }

  int size() {
    return sorted.length;
  }

  /** In nanoseconds: a latency that some request had. */
  double quantile(double q) {
    return Quantile.nearestRank(sorted, q);
  }

  /** The latency of a rank, from 1. */
  double atRank(long rank) {
    return sorted[Math.toIntExact(rank - 1)];
  }

  /** The logarithms of each block's quantile; none if the order is not known. */
  double[] logsOfBlocks(double q) {
    return Arrays.stream(blocks)
        .mapToDouble(block -> StrictMath.log((double) Quantile.nearestRank(block, q)))
        .toArray();
  }
}
