package io.spanline.bench.verdict;

import java.util.Random;

/**
 * The random numbers of a row's trials, the same on every JDK.
 *
 * @param name of what is made up
 * @param seed the same seed makes the same trials
 */
record Draws(String name, Sizes sizes, long seed) {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  /** Those of one trial. */
  Random of(int trial) {
    long row = 31L * name.hashCode() + sizes.salt();
    long mixed = ((row << 32) + trial) * GOLDEN_GAMMA;
    return new Unshared(seed ^ mixed ^ (mixed >>> 32));
  }

  /**
   * The numbers of {@link Random}, whose formula is specified, for one thread: no atomic update.
   */
  private static final class Unshared extends Random {
    private static final long serialVersionUID = 1;
    private static final long MULTIPLIER = 0x5DEECE66DL;
    private static final long MASK = (1L << 48) - 1;

    private long state;

    Unshared(long seed) {
      state = (seed ^ MULTIPLIER) & MASK;
    }

    @Override
    protected int next(int bits) {
      state = (state * MULTIPLIER + 0xBL) & MASK;
      return (int) (state >>> (48 - bits));
    }
  }
}
