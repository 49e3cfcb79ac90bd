package io.spanline.experiments.compare;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * By how many milliseconds calls take longer on a second side, or what share of that, and its 95 %
 * interval: of the same cases the centre of all pairs (Hodges and Lehmann); of others see {@link
 * MedianShift}.
 *
 * @param low null if there is no such bound
 * @param high likewise
 */
public record Shift(BigDecimal centre, @Nullable BigDecimal low, @Nullable BigDecimal high) {
  private static final double TAIL = 0.025;
  private static final double NANOS_OF_MILLI = 1e6;

  /** Of at least one difference in nanoseconds, each taken for independent of the others. */
  public static Shift of(List<Double> differences) {
    SignedRank ranks = ranks(differences);
    return of(ranks.estimate(), ranks.bounds(TAIL));
  }

  /**
   * Of the differences of several blocks, each with at least one: the interval is at least as wide
   * as the blocks' own centres say, by Student's t, since what disturbs one pair of a block
   * disturbs others.
   */
  public static Shift ofBlocks(List<List<Double>> blocks) {
    return ofBlocks(blocks, NANOS_OF_MILLI);
  }

  /** Likewise, of what has no unit. */
  public static Shift ofShares(List<List<Double>> blocks) {
    return ofBlocks(blocks, 1);
  }

  private static Shift ofBlocks(List<List<Double>> blocks, double unit) {
    SignedRank all = ranks(blocks.stream().flatMap(List::stream).toList());
    Spread spread =
        Spread.of(blocks.stream().mapToDouble(block -> ranks(block).estimate()).toArray());
    Bounds ofBlocks = Bounds.around(all.estimate(), spread.mean(), spread.half(TAIL));
    return of(all.estimate(), all.bounds(TAIL).widest(ofBlocks), unit);
  }

  private static SignedRank ranks(List<Double> differences) {
    return SignedRank.of(differences.stream().mapToDouble(Double::doubleValue).toArray());
  }

  static Shift of(double nanos, Bounds bounds) {
    return of(nanos, bounds, NANOS_OF_MILLI);
  }

  private static Shift of(double value, Bounds bounds, double unit) {
    BigDecimal centre = Rounded.decimal(value / unit);
    return new Shift(
        centre == null ? BigDecimal.ZERO : centre,
        Rounded.decimal(bounds.low() / unit),
        Rounded.decimal(bounds.high() / unit));
  }

  /** Whether the interval lies above 0. */
  public boolean isAboveZero() {
    return low != null && low.signum() > 0;
  }
}
