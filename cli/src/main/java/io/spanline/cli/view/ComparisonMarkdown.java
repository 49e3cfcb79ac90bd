package io.spanline.cli.view;

import io.spanline.experiments.compare.Comparison;
import io.spanline.experiments.compare.ComparisonFile;
import io.spanline.experiments.compare.Figure;
import io.spanline.experiments.compare.Subject;
import io.spanline.experiments.compare.Word;
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
  public List<String> lines(ComparisonFile file) {
    Comparison comparison = file.comparison();
    return MarkdownText.page(
        comparison.sentences(),
        List.of(
            MarkdownText.row("", "", file.before(), file.after(), "change", ""),
            "|---|---|---:|---:|---:|---|"),
        rows(comparison),
        ComparisonSummary.all(file));
  }

  private List<String> rows(Comparison comparison) {
    List<String> rows = new ArrayList<>();
    for (Subject subject : comparison.subjects()) {
      for (Figure figure : subject.figures()) {
        if (all || figure.word().isMove()) {
          rows.add(row(subject, figure));
        }
      }
      Word alone = subject.alone();
      if (alone != null && (all || alone.isMove())) {
        rows.add(
            MarkdownText.row(
                FigureWords.nameAlone(subject), "", "", "", "", FigureWords.numbers(subject)));
      }
    }
    return rows;
  }

  private static String row(Subject subject, Figure figure) {
    String bounds = FigureWords.afterBounds(figure);
    return MarkdownText.row(
        FigureWords.nameAlone(subject),
        FigureWords.label(figure),
        FigureWords.before(figure),
        FigureWords.after(figure) + (bounds.isEmpty() ? "" : " (" + bounds + ")"),
        FigureWords.change(figure),
        FigureWords.word(figure));
  }
}
