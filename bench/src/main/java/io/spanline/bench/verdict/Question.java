package io.spanline.bench.verdict;

import io.spanline.experiments.compare.Word;
import java.util.function.Predicate;

/** What is asked of each report. */
enum Question {
  IS_ANY_WORSE(report -> report.comparison().has(Word.WORSE)),
  IS_ANY_WORSE_BY_RATIO(report -> report.isAnyWorse(Rule.RATIO)),
  IS_ANY_WORSE_BY_RANKS(report -> report.isAnyWorse(Rule.RANKS)),
  IS_P50_OF_ROOT_WORSE(report -> report.isRootWorse("p50_ms")),
  IS_P95_OF_ROOT_WORSE(report -> report.isRootWorse("p95_ms")),
  IS_ROOT_WORSE_BY_RATIO(report -> report.isRootWorse(Rule.RATIO)),
  IS_ROOT_WORSE_BY_RANKS(report -> report.isRootWorse(Rule.RANKS));

  @SuppressWarnings("ImmutableEnumChecker") // the lambdas above capture nothing
  private final Predicate<Report> answer;

  Question(Predicate<Report> answer) {
    this.answer = answer;
  }

  boolean isSo(Report report) {
    return answer.test(report);
  }
}
