package io.spanline.cli.view;

import io.spanline.experiments.compare.Comparison;
import io.spanline.experiments.compare.Figure;
import io.spanline.experiments.compare.Subject;
import java.util.ArrayList;
import java.util.List;

/** A comparison for a pull request or a ticket. */
public final class ComparisonMarkdown {
  private final boolean all;

  /**
   * A page.
   *
   * @param all whether what did not move is listed, too
   */
  public ComparisonMarkdown(boolean all) {
    this.all = all;
  }

  /** The lines, with what the sides are called. */
  public List<String> lines(String before, String after, Comparison comparison) {
    List<String> lines = new ArrayList<>();
    lines.add(text(String.join(" ", comparison.sentences())));
    lines.add("");
    lines.add(row("", "", before, after, "change", ""));
    lines.add("|---|---|---|---|---|---|");
    for (Subject subject : comparison.subjects()) {
      for (Figure figure : subject.figures()) {
        if (all || figure.word().isMove()) {
          lines.add(row(subject, figure));
        }
      }
      if (subject.alone() != null || (all && subject.reason() != null)) {
        String why = subject.reason() == null ? FigureWords.numbers(subject) : subject.reason();
        lines.add(row(FigureWords.name(subject), "", "", "", "", why));
      }
    }
    return lines;
  }

  private static String row(Subject subject, Figure figure) {
    String bounds = FigureWords.afterBounds(figure);
    return row(
        FigureWords.name(subject),
        FigureWords.label(figure),
        FigureWords.before(figure),
        FigureWords.after(figure) + (bounds.isEmpty() ? "" : " (" + bounds + ")"),
        FigureWords.change(figure),
        FigureWords.word(figure));
  }

  private static String row(String... cells) {
    StringBuilder row = new StringBuilder("|");
    for (String cell : cells) {
      row.append(' ').append(text(cell)).append(" |");
    }
    return row.toString();
  }

  /** Names come from spans: nothing of them is a mark of Markdown's. */
  private static String text(String text) {
    return text.replaceAll("([\\\\`*_{}\\[\\]<>()#+!|~-])", "\\\\$1");
  }
}
