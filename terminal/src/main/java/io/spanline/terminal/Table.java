package io.spanline.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows of text in columns. */
public final class Table {
  private final List<List<Line>> rows = new ArrayList<>();
  private final boolean ofTexts;

  /** A table of figures: aligns the first column left, the others right. */
  public Table(String... header) {
    this(false, header);
  }

  private Table(boolean ofTexts, String... header) {
    this.ofTexts = ofTexts;
    rows.add(Arrays.stream(header).map(Line::of).toList());
  }

  /** A table of texts: aligns all columns left. */
  public static Table ofTexts(String... header) {
    return new Table(true, header);
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
        line = line.then("   ").then(aligned(row.get(column), widths[column], column));
      }
      lines.add(lines.isEmpty() ? line.in(Style.BOLD) : line);
    }
    return lines;
  }

  private Line aligned(Line cell, int width, int column) {
    boolean isLast = column == rows.get(0).size() - 1;
    return !ofTexts ? cell.toTheRight(width) : isLast ? cell : cell.padded(width);
  }
}
