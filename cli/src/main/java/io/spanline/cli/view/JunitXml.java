package io.spanline.cli.view;

import io.spanline.experiments.compare.Comparison;
import io.spanline.experiments.compare.Figure;
import io.spanline.experiments.compare.Subject;
import io.spanline.experiments.compare.Word;
import java.util.ArrayList;
import java.util.List;

/**
 * A comparison as CI servers read test results: a case for each figure; what is worse or gone has
 * failed, what is unclear or has too little data was skipped.
 */
public final class JunitXml {
  private JunitXml() {}

  /** The lines of the file, with what the sides are called. */
  public static List<String> of(String before, String after, Comparison comparison) {
    List<String> cases = new ArrayList<>();
    int failures = 0;
    int skipped = 0;
    int count = 0;
    for (Subject subject : comparison.subjects()) {
      for (Figure figure : subject.figures()) {
        count++;
        failures += figure.word() == Word.WORSE ? 1 : 0;
        skipped += isOpen(figure.word()) ? 1 : 0;
        cases.add(testCase(subject, FigureWords.label(figure), figure.word(), words(figure)));
      }
      Word alone = subject.alone();
      if (alone != null) {
        count++;
        failures += alone == Word.GONE ? 1 : 0;
        cases.add(testCase(subject, "requests", alone, FigureWords.numbers(subject)));
      }
    }
    List<String> lines = new ArrayList<>();
    lines.add("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    lines.add(
        "<testsuite name=\"%s\" tests=\"%d\" failures=\"%d\" errors=\"0\" skipped=\"%d\">"
            .formatted(escaped(before + " and " + after), count, failures, skipped));
    lines.addAll(cases);
    lines.add(
        "  <system-out>%s</system-out>"
            .formatted(escaped(String.join(" ", comparison.sentences()))));
    lines.add("</testsuite>");
    return lines;
  }

  private static boolean isOpen(Word word) {
    return word == Word.UNCLEAR || word == Word.TOO_LITTLE_DATA || word == Word.OTHER_MIX;
  }

  private static String testCase(Subject subject, String name, Word word, String words) {
    String head =
        "  <testcase classname=\"%s\" name=\"%s\""
            .formatted(escaped(FigureWords.name(subject)), escaped(name));
    if (word == Word.WORSE || word == Word.GONE) {
      return head + "><failure message=\"%s\"/></testcase>".formatted(escaped(words));
    }
    return isOpen(word)
        ? head + "><skipped message=\"%s\"/></testcase>".formatted(escaped(words))
        : head + "/>";
  }

  private static String words(Figure figure) {
    String bounds = FigureWords.afterBounds(figure);
    return "%s: from %s to %s%s, %s"
        .formatted(
            FigureWords.word(figure),
            FigureWords.before(figure),
            FigureWords.after(figure),
            bounds.isEmpty() ? "" : " (" + bounds + ")",
            FigureWords.change(figure));
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
