package io.spanline.bench.speed;

import io.spanline.bench.speed.SpeedResult.Group;
import io.spanline.bench.speed.SpeedResult.Row;
import io.spanline.terminal.Line;
import io.spanline.terminal.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** The figures for people. */
public final class SpeedTable {
  private SpeedTable() {}

  public static List<Line> of(SpeedResult result) {
    Table table =
        new Table(
            "row",
            "spans a record",
            "spans/s",
            "spans per CPU-second",
            "memory",
            "to the Collector",
            "to the no-op");
    List<Line> lines = new ArrayList<>();
    for (Group group : result.groups()) {
      lines.add(
          Line.of(
              "%d spans in records of %d B, filled at %.0f spans/s"
                  .formatted(
                      group.filled().spans(),
                      group.filled().bytes() / group.filled().records(),
                      group.filled().spans() / group.filled().seconds())));
      group.rows().forEach(row -> add(row, group, table));
    }
    lines.addAll(table.lines());
    return lines;
  }

  private static void add(Row row, Group group, Table table) {
    table.row(
        row.title(),
        group.source().spansPerRecord(),
        "%.1f k".formatted(row.perSecond() / 1e3),
        "%.1f k".formatted(row.perCpuSecond() / 1e3),
        "%.0f MB".formatted(row.residentBytes() / 1e6),
        ratio(group.ratio(row, Role.PEER), "%.2f"),
        ratio(group.ratio(row, Role.NO_OP), "%.3f"));
  }

  private static String ratio(OptionalDouble ratio, String format) {
    return ratio.isPresent() ? String.format(Locale.ROOT, format, ratio.getAsDouble()) : "";
  }
}
