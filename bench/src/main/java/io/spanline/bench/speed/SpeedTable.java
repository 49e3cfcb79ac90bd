package io.spanline.bench.speed;

import io.spanline.bench.load.Filler.Filled;
import io.spanline.bench.speed.RestartRun.Restart;
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
    List<Line> lines = new ArrayList<>();
    if (!result.groups().isEmpty()) {
      result.groups().forEach(group -> lines.add(Line.of(filled(group))));
      lines.addAll(drains(result.groups()));
    }
    if (!result.steady().isEmpty()) {
      lines.addAll(steady(result.steady()));
    }
    Restart restart = result.restart();
    if (restart != null) {
      lines.add(
          Line.of(
              ("kill -9 at %d spans/s: committing again after %.1f s, each span once,"
                      + " changelogs %.0f MB, memory before %.0f MB")
                  .formatted(
                      restart.perSecond(),
                      restart.seconds(),
                      restart.changelogBytes() / 1e6,
                      restart.residentBytes() / 1e6)));
    }
    return lines;
  }

  private static String filled(Group group) {
    Filled filled = group.filled();
    return "%d spans in records of %d B, filled at %.0f spans/s%s"
        .formatted(
            filled.spans(),
            filled.bytes() / filled.records(),
            filled.spans() / filled.seconds(),
            group.label().isEmpty() ? "" : ": " + group.label());
  }

  private static List<Line> drains(List<Group> groups) {
    Table table =
        new Table(
            "row",
            "spans a record",
            "spans/s",
            "spans per CPU-second",
            "collecting + compiling",
            "memory",
            "early",
            "written a span",
            "broker's CPU-seconds a million",
            "to the Collector",
            "to the no-op");
    groups.forEach(group -> group.rows().forEach(row -> add(row, group, table)));
    return table.lines();
  }

  private static List<Line> steady(List<Steady> runs) {
    Table table =
        new Table(
            "at a steady rate",
            "spans/s",
            "spans per CPU-second",
            "open spans",
            "remembered",
            "evicted",
            "forgotten",
            "at",
            "memory",
            "records behind",
            "delay p50 / p99 / max, ms");
    for (Steady run : runs) {
      add(run, "10 %", run.early(), table);
      add(run, "100 %", run.late(), table);
    }
    return table.lines();
  }

  private static void add(Steady run, String at, Steady.Moment moment, Table table) {
    table.row(
        run.title(),
        run.perSecond(),
        "%.1f k".formatted(run.perCpuSecond() / 1e3),
        run.most().openSpans(),
        run.most().remembered(),
        run.most().evicted(),
        run.most().forgotten(),
        at,
        "%.0f MB".formatted(moment.residentBytes() / 1e6),
        moment.behind(),
        moment.delay());
  }

  private static void add(Row row, Group group, Table table) {
    table.row(
        group.label().isEmpty() ? row.title() : row.title() + ", " + group.label(),
        group.source().spansPerRecord(),
        "%.1f k".formatted(row.perSecond() / 1e3),
        "%.1f k".formatted(row.perCpuSecond() / 1e3),
        row.cpu().shares(),
        "%.0f MB".formatted(row.residentBytes() / 1e6),
        row.early(),
        perSpan(row.writtenBytes(), group, "%.0f B", 1),
        perSpan(row.brokerCpuSeconds(), group, "%.1f", 1_000_000),
        ratio(group.ratio(row, Role.PEER), "%.2f"),
        ratio(group.ratio(row, Role.NO_OP), "%.3f"));
  }

  private static String perSpan(double all, Group group, String format, int times) {
    double each = all / group.filled().spans() * times;
    return all == 0 ? "" : String.format(Locale.ROOT, format, each);
  }

  private static String ratio(OptionalDouble ratio, String format) {
    return ratio.isPresent() ? String.format(Locale.ROOT, format, ratio.getAsDouble()) : "";
  }
}
