package io.spanline.experiments.experiment.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * A round of an experiment.
 *
 * @param number from 1
 * @param block from 1
 */
public record RoundOrder(int number, int block, boolean faulty) {
  /** Of faulty rounds, between which the fault stays on. */
  public static final int LONGEST_ROW = 2;

  private static final int PATTERN = 4;

  /**
   * The rounds of so many blocks: A B, B A, B A, A B, and again. The first one is healthy; what
   * gets slower or faster by itself over time weighs on both sides alike.
   */
  public static List<RoundOrder> of(int blocks) {
    List<RoundOrder> rounds = new ArrayList<>();
    for (int block = 0; block < blocks; block++) {
      boolean isFaultyFirst = block % PATTERN == 1 || block % PATTERN == 2;
      rounds.add(new RoundOrder(2 * block + 1, block + 1, isFaultyFirst));
      rounds.add(new RoundOrder(2 * block + 2, block + 1, !isFaultyFirst));
    }
    return rounds;
  }

  /** How many of the rounds from this one on are faulty, until one is not. */
  public int faultyInARow(List<RoundOrder> all) {
    return (int) all.stream().skip(number - 1L).takeWhile(RoundOrder::faulty).count();
  }
}
