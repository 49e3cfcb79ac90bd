package io.spanline.cli.view;

import io.spanline.experiments.compare.Figure;
import io.spanline.experiments.compare.Subject;
import io.spanline.experiments.compare.Subject.Kind;
import io.spanline.terminal.Line;
import io.spanline.terminal.Style;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A table of the figures that moved between two sides. */
public final class MovedTable {
  private static final String INDENT = "  ";

  private final int width;
  private final List<String> sides;
  private final boolean all;

  /**
   * A table of that many columns.
   *
   * @param before what the first side is called
   * @param after the second
   */
  public MovedTable(int width, String before, String after) {
    this(width, before, after, false);
  }

  /** One that may list what did not move, too. */
  MovedTable(int width, String before, String after, boolean all) {
    this.width = width;
    this.sides = List.of(before, after, "change", "");
    this.all = all;
  }

  /** None if nothing is listed. */
  public List<Line> lines(List<Subject> subjects) {
    List<Subject> listed = listed(subjects);
    return listed.isEmpty() ? List.of() : table(listed);
  }

  /** A service whose operation is listed is, too: the operation stands below it. */
  List<Subject> listed(List<Subject> subjects) {
    Set<String> services =
        subjects.stream()
            .filter(one -> one.kind() == Kind.OPERATION && one.moved())
            .map(Subject::service)
            .collect(Collectors.toSet());
    return subjects.stream()
        .filter(
            one ->
                all || one.moved() || (one.kind() == Kind.SERVICE && services.contains(one.name())))
        .toList();
  }

  private List<Line> table(List<Subject> subjects) {
    FigureTable table = new FigureTable(width, sides);
    for (Subject subject : subjects) {
      String indent = subject.kind() == Kind.OPERATION ? INDENT : "";
      table.title(
          "%s%s: %s".formatted(indent, FigureWords.name(subject), FigureWords.numbers(subject)));
      if (subject.reason() != null) {
        table.title(indent + INDENT + subject.reason());
      }
      for (Figure figure : subject.figures()) {
        if (all || figure.word().isMove()) {
          table.row(indent + INDENT + FigureWords.label(figure), cells(figure), style(figure));
        }
      }
    }
    return table.lines();
  }

  private static List<FigureTable.Cell> cells(Figure figure) {
    return List.of(
        FigureTable.Cell.of(FigureWords.before(figure)),
        new FigureTable.Cell(FigureWords.after(figure), FigureWords.afterBounds(figure)),
        FigureTable.Cell.of(FigureWords.change(figure)),
        FigureTable.Cell.of(FigureWords.word(figure)));
  }

  private static Style style(Figure figure) {
    return switch (figure.word()) {
      case WORSE -> Style.RED;
      case BETTER -> Style.GREEN;
      default -> Style.PLAIN;
    };
  }
}
