package io.spanline.cli.view;

import io.spanline.captures.baseline.Baseline;
import io.spanline.experiments.toxic.CallsAround;
import io.spanline.experiments.toxic.CallsAround.Period;
import io.spanline.terminal.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The calls before, during and after a toxic, as a table like a baseline's. */
public final class CallsAroundView {
  private final int width;

  public CallsAroundView(int width) {
    this.width = width;
  }

  /** The table; a line in words for each period without a call. */
  public List<Line> lines(CallsAround calls) {
    FigureTable table = new FigureTable(width, BaselineView.HEADER);
    List<Line> without = new ArrayList<>();
    for (Period period : Period.values()) {
      String word = period.name().toLowerCase(Locale.ROOT);
      Optional<Baseline.Edge> edge = calls.of(period);
      if (edge.isPresent()) {
        BaselineView.add(table, word, edge.get());
      } else {
        without.add(Line.of("no call went through " + words(period)));
      }
    }
    List<Line> lines = new ArrayList<>();
    if (without.size() < Period.values().length) {
      lines.addAll(table.lines());
    }
    lines.addAll(without);
    return lines;
  }

  private static String words(Period period) {
    return switch (period) {
      case BEFORE -> "in the time before the toxic";
      case DURING -> "while the toxic was on";
      case AFTER -> "in the time after the toxic";
    };
  }
}
