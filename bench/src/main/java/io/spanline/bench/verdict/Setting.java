package io.spanline.bench.verdict;

import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * One kind of trial: each has random numbers of its own, the same for every factor.
 *
 * @param samples requests of each service on each side
 * @param seed the same seed makes the same trials
 */
record Setting(Shape shape, int samples, long seed) {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  /**
   * The share of trials in which each answer is yes, 0 to 1; uses every core.
   *
   * @param factor of the root's latencies on the second side
   * @param trials those from 0 to this number
   */
  Map<Question, Double> shares(Set<Question> questions, double factor, int trials) {
    // Random gives the same numbers on every JDK, its streams' order does not matter to counts.
    int[] counts =
        IntStream.range(0, trials)
            .parallel()
            .mapToObj(number -> answers(questions, factor, number))
            .reduce(new int[questions.size()], Setting::sum);
    Map<Question, Double> shares = new EnumMap<>(Question.class);
    int i = 0;
    for (Question question : questions) {
      shares.put(question, (double) counts[i++] / trials);
    }
    return shares;
  }

  private int[] answers(Set<Question> questions, double factor, int number) {
    Trial trial = new Trial(shape, samples, factor, random(number));
    return questions.stream().mapToInt(question -> question.isSo(trial) ? 1 : 0).toArray();
  }

  private Random random(int number) {
    long row = 31L * shape.name().hashCode() + samples;
    long mixed = ((row << 32) + number) * GOLDEN_GAMMA;
    return new Random(seed ^ mixed ^ (mixed >>> 32));
  }

  private static int[] sum(int[] one, int[] other) {
    int[] sum = new int[one.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = one[i] + other[i];
    }
    return sum;
  }
}
