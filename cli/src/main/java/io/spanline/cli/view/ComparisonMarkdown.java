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
        head(file.before(), file.after()),
        rows(comparison.subjects(), all),
        ComparisonSummary.all(file));
  }

  /** Of a table of figures, with the row that aligns it. */
  static List<String> head(String before, String after) {
    return List.of(
        MarkdownText.row("", "", before, after, "change", ""), "|---|---|---:|---:|---:|---|");
  }

  /** What moved, or all. */
  static List<String> rows(List<Subject> subjects, boolean all) {
    List<String> rows = new ArrayList<>();
    for (Subject subject : subjects) {
      for (Figure figure : subject.figures()) {
        if (all || figure.word().isMove()) {
          rows.add(row(FigureWords.nameAlone(subject), figure));
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

  /** A figure of what has that name. */
  static String row(String name, Figure figure) {
    return MarkdownText.row(
        name,
        FigureWords.label(figure),
        FigureWords.before(figure),
        FigureWords.afterWithBounds(figure),
        FigureWords.change(figure),
        FigureWords.word(figure));
  }
}
