package io.spanline.cli.view;

import io.spanline.experiments.compare.Comparison;
import io.spanline.experiments.compare.ComparisonFile;
import io.spanline.experiments.compare.FailOn;
import io.spanline.experiments.compare.Figure;
import io.spanline.experiments.compare.Subject;
import io.spanline.experiments.compare.Word;
import java.util.ArrayList;
import java.util.List;

/**
 * A comparison as CI servers read test results: a case for each figure; what {@link FailOn} names
 * has failed, what else is unclear or has too little data was skipped.
 */
public final class JunitXml {
  private final FailOn failOn;
  private final ComparisonFile file;
  private final Comparison comparison;
  private final List<Case> cases = new ArrayList<>();

  private enum Outcome {
    PASSED,
    FAILED,
    SKIPPED
  }

  /**
   * One test.
   *
   * @param words what a reader is told if it did not pass
   */
  private record Case(String of, String name, Outcome outcome, String words) {
    String line() {
      String head =
          "  <testcase classname=\"%s\" name=\"%s\"".formatted(escaped(of), escaped(name));
      return switch (outcome) {
        case PASSED -> head + "/>";
        case FAILED -> head + "><failure message=\"%s\"/></testcase>".formatted(escaped(words));
        case SKIPPED -> head + "><skipped message=\"%s\"/></testcase>".formatted(escaped(words));
      };
    }
  }

  private JunitXml(ComparisonFile file, FailOn failOn) {
    this.file = file;
    this.comparison = file.comparison();
    this.failOn = failOn;
    comparison.subjects().forEach(this::add);
    if (failOn.fails(comparison) && count(Outcome.FAILED) == 0) {
      String words = String.join(" ", comparison.sentences());
      cases.add(
          new Case(
              "comparison",
              "what decides",
              Outcome.FAILED,
              "%s: %s".formatted(comparison.word().text(), words)));
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
      cases.add(new Case(name, FigureWords.label(figure), outcome, words(subject, figure)));
    }
    Word alone = subject.alone();
    if (alone != null) {
      Outcome outcome =
          alone == Word.GONE ? Outcome.FAILED : isOpen(alone) ? Outcome.SKIPPED : Outcome.PASSED;
      cases.add(new Case(name, "requests", outcome, FigureWords.numbers(subject)));
    }
  }

  private long count(Outcome outcome) {
    return cases.stream().filter(each -> each.outcome() == outcome).count();
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    lines.add(
        "<testsuite name=\"%s\" tests=\"%d\" failures=\"%d\" errors=\"0\" skipped=\"%d\">"
            .formatted(
                escaped(file.before() + " and " + file.after()),
                cases.size(),
                count(Outcome.FAILED),
                count(Outcome.SKIPPED)));
    cases.forEach(each -> lines.add(each.line()));
    lines.add("  <system-out>");
    comparison.sentences().forEach(sentence -> lines.add(escaped(sentence)));
    ComparisonSummary.all(file).forEach(note -> lines.add(escaped(note)));
    lines.add("  </system-out>");
    lines.add("</testsuite>");
    return lines;
  }

  private static boolean isOpen(Word word) {
    return word == Word.UNCLEAR || word == Word.TOO_LITTLE_DATA || word == Word.OTHER_MIX;
  }

  private static String words(Subject subject, Figure figure) {
    String bounds = FigureWords.afterBounds(figure);
    return "%s: from %s to %s%s, %s%s"
        .formatted(
            FigureWords.word(figure),
            FigureWords.before(figure),
            FigureWords.after(figure),
            bounds.isEmpty() ? "" : " (" + bounds + ")",
            FigureWords.change(figure),
            subject.reason() == null ? "" : "; " + subject.reason());
  }

  /** What XML does not allow at all is a question mark. */
  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            one -> {
              switch (one) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.appendCodePoint(isAllowed(one) ? one : '?');
              }
            });
    return escaped.toString();
  }

  private static boolean isAllowed(int codePoint) {
    boolean isBeyond = codePoint > 0xfffd && codePoint < Character.MIN_SUPPLEMENTARY_CODE_POINT;
    return codePoint >= ' ' && Character.getType(codePoint) != Character.SURROGATE && !isBeyond;
  }
}
