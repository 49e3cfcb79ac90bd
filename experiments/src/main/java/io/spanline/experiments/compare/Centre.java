package io.spanline.experiments.compare;

import java.util.Arrays;

/**
 * The centre of what the same requests changed by. The interval is that of signed ranks, which
 * takes the requests for independent; as a stall touches several, it is at least as wide as blocks
 * of requests, in the order in which they were sent, differ ({@link LatencyChange}).
 */
final class Centre {
  private final SignedRank ranks;
  private final Spread blocks;
  private final double estimate;
  private final BoundsByTail bounds = new BoundsByTail(this::widest);

  /** Of at least one change, in that order. */
  Centre(double[] inOrder) {
    this.ranks = SignedRank.of(inOrder);
    this.blocks =
        Spread.of(
            Block.of(inOrder.length).stream()
                .mapToDouble(
                    block ->
                        SignedRank.of(Arrays.copyOfRange(inOrder, block.from(), block.to()))
                            .estimate())
                .toArray());
    this.estimate = ranks.estimate();
  }

  double estimate() {
    return estimate;
  }

  /** Nothing of a run that is too short for blocks. */
  Bounds bounds(double tail) {
    return bounds.at(tail);
  }

  private Bounds widest(double tail) {
    if (blocks.count() < 2) {
      return Bounds.NONE;
    }
    return ranks.bounds(tail).widest(ofBlocks(tail));
  }

  private Bounds ofBlocks(double tail) {
    return Bounds.around(estimate, blocks.mean(), blocks.half(tail));
  }

  /** Whether no change lies outside the rounded bounds. */
  boolean isApart(double tail) {
    return ofBlocks(tail).rounded().isApart() && bounds(tail).rounded().isApart();
  }
}
