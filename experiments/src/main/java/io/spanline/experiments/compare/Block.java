package io.spanline.experiments.compare;

import java.util.ArrayList;
import java.util.List;

/**
 * A stretch in time of what came in one go: few, so that one request of a stretch tells little of
 * the next.
 *
 * @param from place of its first, from 0
 * @param to place after its last
 */
record Block(int from, int to) {
  /** What it takes for blocks that say how figures wander by themselves. */
  static final int LEAST_IN_ORDER = 30;

  private static final int MOST = 8;
  private static final int FEWEST = 3;
  private static final int ORDINARY_SIZE = 20;

  /** Nearly equal ones of all; a single one of too few. */
  static List<Block> of(int size) {
    int count = size < LEAST_IN_ORDER ? 1 : Math.min(MOST, Math.max(FEWEST, size / ORDINARY_SIZE));
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      blocks.add(new Block(part(size, i, count), part(size, i + 1, count)));
    }
    return blocks;
  }

  private static int part(int size, int i, int count) {
    return (int) ((long) size * i / count);
  }
}
