package io.spanline.bench.verdict;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * One kind of trial: each has random numbers of its own, the same for every factor.
 *
 * @param samples requests of each service on each side
 * @param seed the same seed makes the same trials
 */
record Setting(Shape shape, int samples, long seed) {
  /**
   * The share of trials in which each answer is yes, 0 to 1; uses every core.
   *
   * @param factor of the root's latencies on the second side
   * @param trials those from 0 to this number
   */
  Map<Question, Double> shares(Set<Question> questions, double factor, int trials) {
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
    Trial trial = new Trial(shape, samples, factor, draws().of(number));
    return questions.stream().mapToInt(question -> question.isSo(trial) ? 1 : 0).toArray();
  }

  private Draws draws() {
    return new Draws(shape.name(), samples, seed);
  }

  private static int[] sum(int[] one, int[] other) {
    int[] sum = new int[one.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = one[i] + other[i];
    }
    return sum;
  }
}
