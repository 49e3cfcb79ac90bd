package io.spanline.bench.verdict;

import java.util.Random;

/**
 * The random numbers of a row's trials, the same on every JDK.
 *
 * @param name of what is made up
 * @param samples requests of each service on each side
 * @param seed the same seed makes the same trials
 */
record Draws(String name, int samples, long seed) {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  /** Those of one trial. */
  Random of(int trial) {
    long row = 31L * name.hashCode() + samples;
    long mixed = ((row << 32) + trial) * GOLDEN_GAMMA;
    return new Random(seed ^ mixed ^ (mixed >>> 32));
  }
}
