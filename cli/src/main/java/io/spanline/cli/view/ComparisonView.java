package io.spanline.cli.view;

import io.spanline.experiments.compare.Comparison;
import io.spanline.experiments.compare.ComparisonFile;
import io.spanline.experiments.compare.Subject;
import io.spanline.experiments.compare.Word;
import io.spanline.terminal.Line;
import io.spanline.terminal.Style;
import java.util.ArrayList;
import java.util.List;

/** A comparison in words, then what moved, then how much there is of the rest. */
public final class ComparisonView {

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
    MovedTable table = new MovedTable(width, "A", "B", all);
    List<Line> moved = table.lines(comparison.subjects());
    if (!moved.isEmpty()) {
      lines.add(Line.of(""));
      lines.addAll(moved);
    }
    lines.add(Line.of(""));
    lines.addAll(summary(comparison, table.listed(comparison.subjects())));
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
