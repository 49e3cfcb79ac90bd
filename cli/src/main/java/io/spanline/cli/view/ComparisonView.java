package io.spanline.cli.view;

import io.spanline.experiments.compare.Comparison;
import io.spanline.experiments.compare.ComparisonFile;
import io.spanline.experiments.compare.Figure;
import io.spanline.experiments.compare.Flip;
import io.spanline.experiments.compare.Subject;
import io.spanline.experiments.compare.Subject.Kind;
import io.spanline.experiments.compare.Word;
import io.spanline.terminal.Line;
import io.spanline.terminal.Style;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A comparison in words, then what moved, then how much there is of the rest. */
public final class ComparisonView {
  private static final String INDENT = "  ";
  private static final int MOST_FLIPS = 10;

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
    ComparisonFile.Paired paired = file.paired();
    if (paired != null) {
      lines.add(
          Line.of(
              "%d pairs of requests, %d requests left out: not sent, or in one replay only"
                  .formatted(paired.requests(), paired.leftOut())));
      paired.flips().stream().limit(MOST_FLIPS).forEach(flip -> lines.add(line(flip)));
      if (paired.flips().size() > MOST_FLIPS) {
        lines.add(Line.of("and %d kinds more".formatted(paired.flips().size() - MOST_FLIPS)));
      }
    }
    return lines;
  }

  private Line line(Flip flip) {
    return Line.of(
            "%d × %s → %s: %s %s"
                .formatted(
                    flip.requests(), flip.before(), flip.after(), flip.service(), flip.operation()))
        .cut(width);
  }

  /** The lines; the sides are A and B. */
  public List<Line> lines(Comparison comparison) {
    List<Line> lines = new ArrayList<>(words(comparison));
    List<Subject> listed =
        comparison.subjects().stream().filter(one -> all || one.moved()).toList();
    if (!listed.isEmpty()) {
      lines.add(Line.of(""));
      lines.addAll(table(listed));
    }
    lines.add(Line.of(""));
    lines.addAll(summary(comparison));
    return lines;
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

  private List<Line> summary(Comparison comparison) {
    Map<Word, Integer> counts = new EnumMap<>(Word.class);
    comparison
        .subjects()
        .forEach(
            subject ->
                subject.figures().forEach(figure -> counts.merge(figure.word(), 1, Integer::sum)));
    String figures =
        counts.entrySet().stream()
            .map(count -> count.getValue() + " " + count.getKey().text())
            .collect(Collectors.joining(", "));
    List<String> texts = new ArrayList<>();
    texts.add(
        figures.isEmpty()
            ? "no figure is on both sides"
            : "figures: " + figures + (all ? "" : "; --all lists them"));
    comparison.subjects().stream()
        .filter(subject -> !all && subject.reason() != null)
        .forEach(subject -> texts.add("%s: %s".formatted(subject.name(), subject.reason())));
    texts.addAll(smallest(comparison));
    if (!comparison.inOrder()) {
      texts.add(
          "The order of some latencies is not known, so each is taken for independent of the others:"
              + " false alarms may be more frequent. Compare captures to have it.");
    }
    return texts.stream().flatMap(text -> Wrapped.at(width, text).stream()).map(Line::of).toList();
  }

  /** What the figures that decide can see. */
  private static List<String> smallest(Comparison comparison) {
    List<String> texts = new ArrayList<>();
    for (Subject subject : comparison.subjects()) {
      if (subject.kind() == Kind.SERVICE && comparison.decides().contains(subject.name())) {
        List<String> parts = new ArrayList<>();
        for (Figure figure : subject.figures()) {
          BigDecimal smallest = figure.smallest();
          if (isDecisive(figure)) {
            String what = figure.name().replace("_ms", "").replace('_', ' ');
            parts.add(
                smallest == null
                    ? "none of " + what
                    : "×%s of %s".formatted(Cells.figure(smallest), what));
          } else if (figure.isRate() && smallest != null) {
            parts.add("%s points of errors".formatted(Cells.figure(smallest.movePointRight(2))));
          }
        }
        texts.add(
            "smallest change of %s that it finds in 8 of 10 cases: %s"
                .formatted(subject.name(), String.join(", ", parts)));
      }
    }
    return texts;
  }

  private static boolean isDecisive(Figure figure) {
    return figure.name().equals("p95_ms") || figure.name().equals("response_time_ms");
  }
}
