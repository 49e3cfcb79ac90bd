package io.spanline.cli.view;

import io.spanline.cli.view.JunitSuite.Outcome;
import io.spanline.experiments.compare.Comparison;
import io.spanline.experiments.compare.ComparisonFile;
import io.spanline.experiments.compare.FailOn;
import io.spanline.experiments.compare.Figure;
import io.spanline.experiments.compare.Subject;
import io.spanline.experiments.compare.Word;
import java.util.List;
import java.util.stream.Stream;

/**
 * A comparison as CI servers read test results: a case for each figure; what {@link FailOn} names
 * has failed, what else is unclear or has too little data was skipped.
 */
public final class JunitXml {
  private final FailOn failOn;
  private final ComparisonFile file;
  private final Comparison comparison;
  private final JunitSuite suite;

  private JunitXml(ComparisonFile file, FailOn failOn) {
    this.file = file;
    this.comparison = file.comparison();
    this.failOn = failOn;
    this.suite = new JunitSuite(file.before() + " and " + file.after());
    comparison.subjects().forEach(this::add);
    if (failOn.fails(comparison) && !suite.has(Outcome.FAILED)) {
      String words = String.join(" ", comparison.sentences());
      suite.add(
          "comparison",
          "what decides",
          Outcome.FAILED,
          "%s: %s".formatted(comparison.word().text(), words));
    }
  }

  /** The lines of the file, with what the sides are called. */
  public static List<String> of(ComparisonFile file, FailOn failOn) {
    return new JunitXml(file, failOn).lines();
  }

  private void add(Subject subject) {
    String name = FigureWords.nameAlone(subject);
    for (Figure figure : subject.figures()) {
      Outcome outcome =
          failOn.fails(comparison, subject, figure)
              ? Outcome.FAILED
              : isOpen(figure.word()) ? Outcome.SKIPPED : Outcome.PASSED;
      suite.add(name, FigureWords.label(figure), outcome, words(subject, figure));
    }
    Word alone = subject.alone();
    if (alone != null) {
      Outcome outcome =
          alone == Word.GONE ? Outcome.FAILED : isOpen(alone) ? Outcome.SKIPPED : Outcome.PASSED;
      suite.add(name, "requests", outcome, FigureWords.numbers(subject));
    }
  }

  private List<String> lines() {
    return suite.lines(
        Stream.concat(comparison.sentences().stream(), ComparisonSummary.all(file).stream())
            .toList());
  }

  private static boolean isOpen(Word word) {
    return word == Word.UNCLEAR || word == Word.TOO_LITTLE_DATA || word == Word.OTHER_MIX;
  }

  private static String words(Subject subject, Figure figure) {
    return FigureWords.sentence(figure) + (subject.reason() == null ? "" : "; " + subject.reason());
  }
}
