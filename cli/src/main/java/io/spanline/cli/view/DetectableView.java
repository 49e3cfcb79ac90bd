package io.spanline.cli.view;

import io.spanline.cli.view.FigureTable.Cell;
import io.spanline.experiments.compare.Detectable;
import io.spanline.experiments.compare.Figure;
import io.spanline.experiments.compare.Subject;
import io.spanline.experiments.compare.Subject.Kind;
import io.spanline.terminal.Line;
import java.util.ArrayList;
import java.util.List;

/** The smallest changes that a comparison finds: in words, then in a table. */
public final class DetectableView {
  private static final String INDENT = "  ";

  private final int width;
  private final boolean all;

  /**
   * A view of that many columns.
   *
   * @param all whether figures that do not decide are listed, too
   */
  public DetectableView(int width, boolean all) {
    this.width = width;
    this.all = all;
  }

  /** The lines. */
  public List<Line> lines(Detectable detectable) {
    List<Line> lines = wrapped(String.join(" ", DetectableWords.sentences(detectable)));
    List<Line> table = table(detectable);
    if (table.size() > 1) {
      lines.add(Line.of(""));
      lines.addAll(table);
    }
    lines.add(Line.of(""));
    DetectableWords.notes(detectable).forEach(note -> lines.addAll(wrapped(note)));
    return lines;
  }

  private List<Line> wrapped(String text) {
    return new ArrayList<>(Wrapped.at(width, text).stream().map(Line::of).toList());
  }

  private List<Line> table(Detectable detectable) {
    FigureTable table = new FigureTable(width, DetectableWords.COLUMNS);
    for (Subject subject : detectable.withItself().subjects()) {
      List<Figure> listed = DetectableWords.listed(subject, detectable, all);
      if (listed.isEmpty()) {
        continue;
      }
      String indent = subject.kind() == Kind.OPERATION ? INDENT : "";
      table.title("%s%s: n %d".formatted(indent, FigureWords.name(subject), subject.before()));
      for (Figure figure : listed) {
        List<Cell> cells = DetectableWords.cells(figure).stream().map(Cell::of).toList();
        table.row(indent + INDENT + FigureWords.label(figure), cells);
      }
    }
    return table.lines();
  }
}
