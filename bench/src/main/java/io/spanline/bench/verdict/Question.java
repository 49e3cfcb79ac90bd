package io.spanline.bench.verdict;

import io.spanline.experiments.compare.Word;
import java.util.function.Predicate;

/** What is asked of each trial. */
enum Question {
  IS_ANY_WORSE(trial -> trial.comparison().has(Word.WORSE)),
  IS_ANY_WORSE_BY_RATIO(trial -> trial.isAnyWorse(Rule.RATIO)),
  IS_ANY_WORSE_BY_RANKS(trial -> trial.isAnyWorse(Rule.RANKS)),
  IS_P50_OF_ROOT_WORSE(trial -> trial.isRootWorse("p50_ms")),
  IS_P95_OF_ROOT_WORSE(trial -> trial.isRootWorse("p95_ms")),
  IS_ROOT_WORSE_BY_RATIO(trial -> trial.isRootWorse(Rule.RATIO)),
  IS_ROOT_WORSE_BY_RANKS(trial -> trial.isRootWorse(Rule.RANKS));

  @SuppressWarnings("ImmutableEnumChecker") // the lambdas above capture nothing
  private final Predicate<Trial> answer;

  Question(Predicate<Trial> answer) {
    this.answer = answer;
  }

  boolean isSo(Trial trial) {
    return answer.test(trial);
  }
}
