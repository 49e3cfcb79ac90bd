package io.spanline.cli.replay;

import io.spanline.captures.replay.ReplayManifest;
import io.spanline.captures.replay.ReplayManifest.Counts;
import io.spanline.captures.replay.ReplayManifest.PairCounts;
import io.spanline.captures.replay.ReplayTimes;
import io.spanline.terminal.Line;
import io.spanline.terminal.Style;
import io.spanline.terminal.Table;
import java.util.ArrayList;
import java.util.List;

/** What came of a replay, for people. */
final class ReplayView {
  private ReplayView() {}

  static List<Line> lines(ReplayManifest replay) {
    List<Line> lines = new ArrayList<>();
    Counts counts = replay.counts();
    lines.addAll(
        new Table("", "planned", "sent", "late", "dropped", "errors", "redirects")
            .row(
                "requests",
                replay.plan().requests(),
                counts.sent(),
                counts.late(),
                counts.dropped(),
                Figures.sum(counts.errors()),
                counts.redirects())
            .lines());
    lines.add(Line.of(""));
    lines.addAll(
        new Table("", "p50", "p99", "max")
            .row(row("lateness", replay.lateness()))
            .row(row("response", replay.response()))
            .row(row("service", replay.service()))
            .lines());
    lines.add(Line.of(""));
    counts
        .errors()
        .forEach(
            (why, count) ->
                lines.add(Line.of(Style.RED, "%d without an answer: %s".formatted(count, why))));
    lines.addAll(PlanView.notReplayable(replay.notReplayable()));
    lines.add(pairs(replay));
    replay
        .result()
        .reasons()
        .forEach(why -> lines.add(Line.of(Style.RED, replay.result().word().word(), why)));
    return lines;
  }

  private static Line pairs(ReplayManifest replay) {
    PairCounts pairs = replay.pairs();
    if (pairs == null) {
      return Line.of("pairs: " + replay.unpaired());
    }
    if (pairs.found() == pairs.all()) {
      return Line.of(Style.GREEN, "ok", "all %d requests have their trace".formatted(pairs.all()));
    }
    return Line.of(
        Style.RED,
        "%d of %d requests have their trace; %s"
            .formatted(pairs.found(), pairs.all(), pairs.others()));
  }

  private static Object[] row(String name, ReplayTimes times) {
    return new Object[] {
      name, Figures.millis(times.p50()), Figures.millis(times.p99()), Figures.millis(times.max())
    };
  }
}
