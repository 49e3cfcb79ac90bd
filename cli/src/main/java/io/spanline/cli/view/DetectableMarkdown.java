package io.spanline.cli.view;

import io.spanline.experiments.compare.Detectable;
import io.spanline.experiments.compare.Figure;
import io.spanline.experiments.compare.Subject;
import java.util.ArrayList;
import java.util.List;

/** The smallest changes that a comparison finds, for a pull request or a ticket. */
public final class DetectableMarkdown {
  private final boolean all;

  /**
   * A page.
   *
   * @param all whether figures that do not decide are listed, too
   */
  public DetectableMarkdown(boolean all) {
    this.all = all;
  }

  /** The lines. */
  public List<String> lines(Detectable detectable) {
    return MarkdownText.page(
        DetectableWords.sentences(detectable),
        List.of(
            row(List.of("", "", "n"), DetectableWords.COLUMNS), "|---|---|---:|---:|---:|---:|"),
        rows(detectable),
        DetectableWords.notes(detectable));
  }

  private List<String> rows(Detectable detectable) {
    List<String> rows = new ArrayList<>();
    for (Subject subject : detectable.withItself().subjects()) {
      for (Figure figure : DetectableWords.listed(subject, detectable, all)) {
        rows.add(
            row(
                List.of(
                    FigureWords.nameAlone(subject),
                    FigureWords.label(figure),
                    String.valueOf(subject.before())),
                DetectableWords.cells(figure)));
      }
    }
    return rows;
  }

  private static String row(List<String> some, List<String> more) {
    List<String> cells = new ArrayList<>(some);
    cells.addAll(more);
    return MarkdownText.row(cells.toArray(String[]::new));
  }
}
