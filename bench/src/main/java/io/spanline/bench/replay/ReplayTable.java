package io.spanline.bench.replay;

import io.spanline.bench.Median;
import io.spanline.terminal.Line;
import io.spanline.terminal.Style;
import io.spanline.terminal.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A result for people. */
public final class ReplayTable {
  private ReplayTable() {}

  /** Its lines, a table first. */
  public static List<Line> of(Result result) {
    List<Line> lines = new ArrayList<>();
    lines.add(Line.of("this machine sleeps longer than 0.5 ms by " + result.oversleep() + " ms"));
    if (!result.rows().isEmpty()) {
      lines.add(Line.of("times in ms, p50 / p99 / max; each figure is the median of its rounds"));
      lines.addAll(table(result.rows()));
      ratios(result).forEach(lines::add);
    }
    result
        .plannings()
        .forEach(
            planning ->
                lines.add(
                    Line.of(
                        "planning %d lines in %d MB of heap: %s"
                            .formatted(
                                planning.lines(), planning.heapMegabytes(), planning.words()))));
    result.targets().forEach(target -> lines.add(line(target)));
    return lines;
  }

  private static List<Line> table(List<Row> rows) {
    Table table =
        new Table(
            "generator",
            "rate",
            "sent",
            "late",
            "dropped",
            "lateness",
            "response",
            "service",
            "connections");
    for (Row row : rows) {
      Sent sent = row.median();
      table.row(
          row.generator(),
          row.perSecond() + (row.server() == AnswerTimes.STALLING ? "/s, stalls" : "/s"),
          sent.counts().sent(),
          sent.counts().late(),
          sent.counts().dropped(),
          sent.lateness(),
          sent.response(),
          sent.service(),
          Math.round(Median.of(row.rounds(), round -> round.seen().connections())));
    }
    return table.lines();
  }

  private static Stream<Line> ratios(Result result) {
    return result
        .own(AnswerTimes.STEADY)
        .flatMap(
            own ->
                result.rival(own).stream()
                    .map(
                        rival ->
                            Line.of(
                                String.format(
                                    Locale.ROOT,
                                    "at %d/s p99 of lateness is %.2f times that of %s",
                                    own.perSecond(),
                                    own.timesAsLateAs(rival),
                                    rival.generator()))));
  }

  private static Line line(Target target) {
    return Line.of(target.met() ? Style.GREEN : Style.RED, target.met() ? "met   " : "missed")
        .then(" %s: %s".formatted(target.aim(), target.found()));
  }
}
