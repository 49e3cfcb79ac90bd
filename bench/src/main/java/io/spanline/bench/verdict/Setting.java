package io.spanline.bench.verdict;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One kind of trial: each has random numbers of its own, the same for every factor.
 *
 * @param seed the same seed makes the same trials
 */
record Setting(Shape shape, Sizes sizes, long seed) {
  /**
   * What to ask of the reports of a factor.
   *
   * @param factor of the root's latencies on the second side
   * @param trials those from 0 to this number
   */
  record Asked(double factor, int trials, Set<Question> questions) {}

  /** The share of trials in which each answer is yes, 0 to 1, for each that is asked. */
  List<Map<Question, Double>> shares(List<Asked> asked) {
    int most = asked.stream().mapToInt(Asked::trials).max().orElse(0);
    int questions = asked.stream().mapToInt(each -> each.questions().size()).sum();
    int[] counts = Trials.count(most, questions, number -> answers(asked, questions, number));
    List<Map<Question, Double>> shares = new ArrayList<>();
    int i = 0;
    for (Asked each : asked) {
      Map<Question, Double> share = new EnumMap<>(Question.class);
      for (Question question : each.questions()) {
        share.put(question, (double) counts[i++] / each.trials());
      }
      shares.add(share);
    }
    return shares;
  }

  private boolean[] answers(List<Asked> asked, int questions, int number) {
    Trial trial = new Trial(shape, sizes, new Draws(shape.name(), sizes, seed).of(number));
    boolean[] answers = new boolean[questions];
    int i = 0;
    for (Asked each : asked) {
      if (number < each.trials()) {
        Report report = trial.slowedBy(each.factor());
        for (Question question : each.questions()) {
          answers[i++] = question.isSo(report);
        }
      } else {
        i += each.questions().size();
      }
    }
    return answers;
  }
}
