package io.spanline.cli.view;

import io.spanline.experiments.compare.Comparison;
import io.spanline.experiments.compare.ComparisonFile;
import io.spanline.experiments.compare.Figure;
import io.spanline.experiments.compare.Subject;
import io.spanline.experiments.compare.Subject.Kind;
import io.spanline.experiments.compare.Word;
import io.spanline.terminal.Line;
import io.spanline.terminal.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A comparison in words, then what moved, then how much there is of the rest. */
public final class ComparisonView {
  private static final String INDENT = "  ";

  private final int width;
  private final boolean all;

  /**
   * A view of that many columns.
   *
   * @param all whether what did not move is listed, too
   */
  public ComparisonView(int width, boolean all) {
    this.width = width;
    this.all = all;
  }

  /** The lines, with what else is known of replays. */
  public List<Line> lines(ComparisonFile file) {
    List<Line> lines = new ArrayList<>(lines(file.comparison()));
    ComparisonSummary.pairs(file).forEach(text -> lines.add(Line.of(text).cut(width)));
    return lines;
  }

  /** The lines; the sides are A and B. */
  public List<Line> lines(Comparison comparison) {
    List<Line> lines = new ArrayList<>(words(comparison));
    List<Subject> listed = listed(comparison.subjects());
    if (!listed.isEmpty()) {
      lines.add(Line.of(""));
      lines.addAll(table(listed));
    }
    lines.add(Line.of(""));
    lines.addAll(summary(comparison, listed));
    return lines;
  }

  /** A service whose operation is listed is, too: the operation stands below it. */
  private List<Subject> listed(List<Subject> subjects) {
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

  private List<Line> words(Comparison comparison) {
    Style style =
        comparison.has(Word.WORSE) || comparison.has(Word.GONE)
            ? Style.RED
            : comparison.moved() ? Style.YELLOW : Style.PLAIN;
    return Wrapped.at(width, String.join(" ", comparison.sentences())).stream()
        .map(text -> Line.of(style, text))
        .toList();
  }

  private List<Line> table(List<Subject> subjects) {
    FigureTable table = new FigureTable(width, List.of("A", "B", "change", ""));
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

  private List<Line> summary(Comparison comparison, List<Subject> listed) {
    List<String> texts = new ArrayList<>();
    texts.add(ComparisonSummary.counts(comparison) + (all ? "" : "; --all lists them"));
    List<Subject> unlisted = new ArrayList<>(comparison.subjects());
    unlisted.removeAll(listed);
    texts.addAll(ComparisonSummary.reasons(unlisted));
    texts.addAll(ComparisonSummary.limits(comparison));
    return texts.stream().flatMap(text -> Wrapped.at(width, text).stream()).map(Line::of).toList();
  }
}
