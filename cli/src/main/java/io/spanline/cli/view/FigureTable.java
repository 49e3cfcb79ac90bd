package io.spanline.cli.view;

import io.spanline.captures.baseline.Interval;
import io.spanline.terminal.Line;
import io.spanline.terminal.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Rows of figures with their intervals, after a name: the interval beside its figure where the
 * terminal is wide enough for it, else on a line below. Names give way before figures do.
 */
final class FigureTable {
  private static final String GAP = "  ";
  private static final int SHORTEST_NAME = 12;

  private final int width;
  private final List<String> header;
  private final List<Row> rows = new ArrayList<>();

  FigureTable(int width, List<String> header) {
    this.width = width;
    this.header = header;
  }

  /** A figure; its interval is empty if it has none. */
  record Cell(String figure, String interval) {
    static Cell of(String text) {
      return new Cell(text, "");
    }

    static Cell of(Interval bounds) {
      return new Cell(Cells.figure(bounds.value()), Cells.interval(bounds));
    }

    String onOneLine() {
      return interval.isEmpty() ? figure : figure + " (" + interval + ")";
    }
  }

  private record Row(Line name, List<Cell> cells, Style style) {
    boolean isTitle() {
      return cells.isEmpty();
    }

    boolean hasIntervals() {
      return cells.stream().anyMatch(cell -> !cell.interval().isEmpty());
    }
  }

  void row(String name, List<Cell> cells) {
    row(name, cells, Style.PLAIN);
  }

  /** A row in a style. */
  void row(String name, List<Cell> cells, Style style) {
    if (cells.size() != header.size()) {
      throw new IllegalArgumentException(
          "a row needs %d cells, got %d".formatted(header.size(), cells.size()));
    }
    rows.add(new Row(Line.of(name), cells, style));
  }

  /** A line of its own. */
  void title(String text) {
    rows.add(new Row(Line.of(text), List.of(), Style.PLAIN));
  }

  List<Line> lines() {
    int[] wide = widths(cell -> cell.onOneLine().length());
    return longestName() + total(wide) <= width
        ? wideLines(wide)
        : narrowLines(widths(cell -> Math.max(cell.figure().length(), cell.interval().length())));
  }

  private List<Line> wideLines(int[] columns) {
    int name = longestName();
    List<Line> lines = new ArrayList<>();
    lines.add(line(name, Line.of(""), header, columns).in(Style.BOLD));
    for (Row row : rows) {
      if (row.isTitle()) {
        lines.add(row.name().cut(width));
      } else {
        List<String> cells = row.cells().stream().map(Cell::onOneLine).toList();
        lines.add(line(name, row.name(), cells, columns).in(row.style()));
      }
    }
    return lines;
  }

  private List<Line> narrowLines(int[] columns) {
    int name = Math.min(longestName(), Math.max(SHORTEST_NAME, width - total(columns)));
    List<Line> lines = new ArrayList<>();
    lines.add(line(name, Line.of(""), header, columns).in(Style.BOLD));
    for (Row row : rows) {
      if (row.isTitle()) {
        lines.add(row.name().cut(width));
        continue;
      }
      List<String> figures = row.cells().stream().map(Cell::figure).toList();
      lines.add(line(name, row.name(), figures, columns).in(row.style()));
      if (row.hasIntervals()) {
        List<String> intervals = row.cells().stream().map(Cell::interval).toList();
        lines.add(line(name, Line.of(""), intervals, columns).in(Style.FAINT));
      }
    }
    return lines;
  }

  private static Line line(int width, Line name, List<String> cells, int[] columns) {
    StringBuilder figures = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      String blanks = " ".repeat(columns[i] - cells.get(i).length());
      figures.append(GAP).append(blanks).append(cells.get(i));
    }
    return name.cut(width).padded(width).then(figures.toString().stripTrailing());
  }

  private int[] widths(ToIntFunction<Cell> needed) {
    int[] widths = header.stream().mapToInt(String::length).toArray();
    for (Row row : rows) {
      for (int i = 0; i < row.cells().size(); i++) {
        widths[i] = Math.max(widths[i], needed.applyAsInt(row.cells().get(i)));
      }
    }
    return widths;
  }

  private int longestName() {
    return rows.stream()
        .filter(row -> !row.isTitle())
        .mapToInt(row -> row.name().length())
        .max()
        .orElse(0);
  }

  private static int total(int[] columns) {
    int total = 0;
    for (int column : columns) {
      total += GAP.length() + column;
    }
    return total;
  }
}
