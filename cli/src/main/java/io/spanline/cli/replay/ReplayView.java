package io.spanline.cli.replay;

import io.spanline.captures.replay.ReplayManifest;
import io.spanline.captures.replay.ReplayManifest.Counts;
import io.spanline.captures.replay.ReplayManifest.PairCounts;
import io.spanline.captures.replay.ReplayTimes;
import io.spanline.terminal.Line;
import io.spanline.terminal.Style;
import io.spanline.terminal.Table;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
                sum(counts.errors()),
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
        .forEach((why, count) -> lines.add(Line.of(Style.RED, "%d × %s".formatted(count, why))));
    replay
        .notReplayable()
        .forEach(
            (why, count) -> lines.add(Line.of("not replayable: %d × %s".formatted(count, why))));
    lines.add(pairs(replay));
    replay.result().reasons().forEach(why -> lines.add(Line.of(Style.RED, why)));
    return lines;
  }

  private static Line pairs(ReplayManifest replay) {
    PairCounts pairs = replay.pairs();
    if (pairs == null) {
      return Line.of("pairs: " + replay.unpaired());
    }
    String rest = others(pairs);
    return rest.isEmpty()
        ? Line.of(Style.GREEN, "ok", "all %d requests have their trace".formatted(pairs.found()))
        : Line.of(
            Style.RED,
            "%d of %d requests have their trace; %s".formatted(pairs.found(), pairs.all(), rest));
  }

  private static String others(PairCounts pairs) {
    return Map.of(
            "incomplete", pairs.incomplete(),
            "not recorded", pairs.notRecorded(),
            "trace restarted", pairs.restarted(),
            "twice", pairs.twice())
        .entrySet()
        .stream()
        .filter(each -> each.getValue() > 0)
        .sorted(Map.Entry.comparingByKey())
        .map(each -> "%d %s".formatted(each.getValue(), each.getKey()))
        .collect(Collectors.joining(", "));
  }

  private static Object[] row(String name, ReplayTimes times) {
    return new Object[] {name, millis(times.p50()), millis(times.p99()), millis(times.max())};
  }

  private static String millis(@Nullable Duration time) {
    return time == null
        ? "–"
        : BigDecimal.valueOf(time.toNanos(), 6).setScale(2, RoundingMode.HALF_UP) + " ms";
  }

  private static long sum(Map<?, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
