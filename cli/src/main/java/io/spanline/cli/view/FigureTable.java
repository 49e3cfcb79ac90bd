package io.spanline.cli.view;

import io.spanline.captures.baseline.Interval;
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

  private record Row(String name, List<Cell> cells, String style) {
    String styled(String line) {
      return style.isEmpty() ? line : "@|" + style + " " + line + "|@";
    }

    boolean isTitle() {
      return cells.isEmpty();
    }

    boolean hasIntervals() {
      return cells.stream().anyMatch(cell -> !cell.interval().isEmpty());
    }
  }

  void row(String name, List<Cell> cells) {
    row(name, cells, "");
  }

  /** A row in one of picocli's styles, such as {@code red}. */
  void row(String name, List<Cell> cells, String style) {
    if (cells.size() != header.size()) {
      throw new IllegalArgumentException(
          "a row needs %d cells, got %d".formatted(header.size(), cells.size()));
    }
    rows.add(new Row(name, cells, style));
  }

  /** A line of its own. */
  void title(String text) {
    rows.add(new Row(text, List.of(), ""));
  }

  List<String> lines() {
    int[] wide = widths(cell -> cell.onOneLine().length());
    return longestName() + total(wide) <= width
        ? wideLines(wide)
        : narrowLines(widths(cell -> Math.max(cell.figure().length(), cell.interval().length())));
  }

  private List<String> wideLines(int[] columns) {
    int name = longestName();
    List<String> lines = new ArrayList<>();
    lines.add("@|bold " + line(name, "", header, columns) + "|@");
    for (Row row : rows) {
      if (row.isTitle()) {
        lines.add(Cells.name(row.name(), width));
      } else {
        List<String> cells = row.cells().stream().map(Cell::onOneLine).toList();
        lines.add(row.styled(line(name, row.name(), cells, columns)));
      }
    }
    return lines;
  }

  private List<String> narrowLines(int[] columns) {
    int name = Math.min(longestName(), Math.max(SHORTEST_NAME, width - total(columns)));
    List<String> lines = new ArrayList<>();
    lines.add("@|bold " + line(name, "", header, columns) + "|@");
    for (Row row : rows) {
      if (row.isTitle()) {
        lines.add(Cells.name(row.name(), width));
        continue;
      }
      List<String> figures = row.cells().stream().map(Cell::figure).toList();
      lines.add(row.styled(line(name, row.name(), figures, columns)));
      if (row.hasIntervals()) {
        List<String> intervals = row.cells().stream().map(Cell::interval).toList();
        lines.add("@|faint " + line(name, "", intervals, columns) + "|@");
      }
    }
    return lines;
  }

  private static String line(int width, String name, List<String> cells, int[] columns) {
    String shown = Cells.name(name, width);
    StringBuilder line =
        new StringBuilder(shown).append(" ".repeat(Math.max(0, width - shown.length())));
    for (int i = 0; i < cells.size(); i++) {
      line.append(GAP).append(" ".repeat(columns[i] - cells.get(i).length())).append(cells.get(i));
    }
    return line.toString().stripTrailing();
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
