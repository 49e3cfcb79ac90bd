package io.spanline.cli.view;

import io.spanline.captures.baseline.BaselineComparison;
import io.spanline.captures.baseline.BaselineComparison.Figure;
import io.spanline.captures.baseline.BaselineComparison.Kind;
import io.spanline.captures.baseline.BaselineComparison.Subject;
import io.spanline.captures.baseline.BaselineComparison.Word;
import io.spanline.captures.baseline.Interval;
import io.spanline.terminal.Line;
import io.spanline.terminal.Style;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Two baselines side by side, one line per figure, and how many figures got each word. */
public final class BaselineDiffView {
  private static final String ERROR_RATE = "error_rate";

  private final int width;

  public BaselineDiffView(int width) {
    this.width = width;
  }

  public List<Line> lines(BaselineComparison comparison) {
    FigureTable table = new FigureTable(width, List.of("A", "B", "B / A", ""));
    Map<Word, Integer> words = new TreeMap<>();
    for (Subject subject : comparison.subjects()) {
      String indent = subject.kind() == Kind.OPERATION ? "  " : "";
      table.title(indent + subject.name() + numbers(subject));
      for (Figure figure : subject.figures()) {
        words.merge(figure.word(), 1, Integer::sum);
        Style style = figure.word() == Word.CHANGED ? Style.RED : Style.PLAIN;
        table.row(indent + "  " + label(figure), cells(figure), style);
      }
    }
    List<Line> lines = new ArrayList<>(table.lines());
    lines.add(Line.of(""));
    lines.add(summary(words, comparison));
    return lines;
  }

  private static String numbers(Subject subject) {
    if (subject.before() == null) {
      return ": only in B, n " + subject.after();
    }
    return subject.after() == null
        ? ": only in A, n " + subject.before()
        : ": n %d and %d".formatted(subject.before(), subject.after());
  }

  private static String label(Figure figure) {
    return figure.name().equals(ERROR_RATE)
        ? "errors %"
        : figure.name().replace("_ms", " ms").replace('_', ' ');
  }

  private static List<FigureTable.Cell> cells(Figure figure) {
    BigDecimal ratio = figure.ratio();
    return List.of(
        bounds(figure, figure.before()),
        bounds(figure, figure.after()),
        FigureTable.Cell.of(ratio == null ? "-" : Cells.figure(ratio)),
        FigureTable.Cell.of(figure.word().text()));
  }

  private static FigureTable.Cell bounds(Figure figure, @Nullable Interval bounds) {
    if (bounds == null) {
      return FigureTable.Cell.of("none");
    }
    return FigureTable.Cell.of(figure.name().equals(ERROR_RATE) ? Cells.percent(bounds) : bounds);
  }

  private static Line summary(Map<Word, Integer> words, BaselineComparison comparison) {
    long alone =
        comparison.subjects().stream()
            .filter(subject -> subject.before() == null || subject.after() == null)
            .count();
    String counts =
        words.entrySet().stream()
            .map(word -> word.getValue() + " " + word.getKey().text())
            .collect(Collectors.joining(", "));
    return (comparison.changed()
            ? Line.of(Style.YELLOW, "changed")
            : Line.of(Style.GREEN, "no change"))
        .then("; ")
        .then(counts.isEmpty() ? "" : "figures: " + counts)
        .then(alone == 0 ? "" : (counts.isEmpty() ? "" : "; ") + "in one baseline only: " + alone);
  }
}
