package io.spanline.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows of text in columns; aligns the first column left, the others right. */
public final class Table {
  private final List<List<Line>> rows = new ArrayList<>();

  public Table(String... header) {
    rows.add(Arrays.stream(header).map(Line::of).toList());
  }

  public Table row(Object... cells) {
    if (cells.length != rows.get(0).size()) {
      throw new IllegalArgumentException(
          "a row needs %d cells, got %d".formatted(rows.get(0).size(), cells.length));
    }
    rows.add(Arrays.stream(cells).map(cell -> Line.of(String.valueOf(cell))).toList());
    return this;
  }

  /** The lines, header first; the header is bold on a terminal. */
  public List<Line> lines() {
    int[] widths = new int[rows.get(0).size()];
    for (List<Line> row : rows) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    List<Line> lines = new ArrayList<>();
    for (List<Line> row : rows) {
      Line line = row.get(0).padded(widths[0]);
      for (int column = 1; column < widths.length; column++) {
        line = line.then("   ").then(row.get(column).toTheRight(widths[column]));
      }
      lines.add(lines.isEmpty() ? line.in(Style.BOLD) : line);
    }
    return lines;
  }
}
