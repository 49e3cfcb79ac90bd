package io.spanline.bench.verdict;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Trials on every core: each takes the next one, so that none waits for the others' share. */
final class Trials {
  private Trials() {}

  /**
   * How many trials say yes to each question.
   *
   * @param trials those from 0 to this number
   * @param questions how many answers a trial has
   */
  static int[] count(int trials, int questions, IntFunction<boolean[]> answers) {
    AtomicInteger next = new AtomicInteger();
    return IntStream.range(0, Runtime.getRuntime().availableProcessors())
        .parallel()
        .mapToObj(core -> countNext(next, trials, new int[questions], answers))
        .reduce(new int[questions], Trials::sum);
  }

  private static int[] countNext(
      AtomicInteger next, int trials, int[] counts, IntFunction<boolean[]> answers) {
    for (int trial = next.getAndIncrement(); trial < trials; trial = next.getAndIncrement()) {
      boolean[] each = answers.apply(trial);
      for (int i = 0; i < each.length; i++) {
        counts[i] += each[i] ? 1 : 0;
      }
    }
    return counts;
  }

  private static int[] sum(int[] one, int[] other) {
    int[] sum = new int[one.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = one[i] + other[i];
    }
    return sum;
  }
}
