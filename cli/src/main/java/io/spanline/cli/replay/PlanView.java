package io.spanline.cli.replay;

import io.spanline.experiments.replay.ReplayPlan;
import io.spanline.experiments.replay.Route;
import io.spanline.experiments.replay.plan.DryRun;
import io.spanline.terminal.Line;
import io.spanline.terminal.Screen;
import io.spanline.terminal.Style;
import io.spanline.terminal.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a replay would send, for people and programs. */
final class PlanView {
  private PlanView() {}

  static List<Line> lines(DryRun figures, ReplayPlan plan) {
    List<Line> lines = new ArrayList<>();
    if (figures.requests() > 0) {
      Table table = new Table("request", "count", "service", "target");
      plan.routes()
          .forEach(
              (route, count) ->
                  table.row(name(route), count * plan.repeat(), route.service(), route.target()));
      lines.addAll(table.lines());
      lines.add(Line.of(""));
    }
    lines.add(
        Line.of(
            Style.BOLD,
            String.format(
                Locale.ROOT,
                "%d requests in %s, %.1f a second, at most %d in one",
                figures.requests(),
                Screen.seconds(figures.takes()),
                figures.meanPerSecond(),
                figures.peakPerSecond())));
    lines.addAll(notReplayable(plan));
    return lines;
  }

  static List<Line> notReplayable(ReplayPlan plan) {
    return plan.notReplayable().entrySet().stream()
        .map(each -> Line.of("not replayable: %d × %s".formatted(each.getValue(), each.getKey())))
        .toList();
  }

  static Map<String, Object> json(DryRun figures, ReplayPlan plan) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("requests", figures.requests());
    json.put("seconds", figures.takes().toNanos() / 1e9);
    json.put("mean_per_second", figures.meanPerSecond());
    json.put("peak_per_second", figures.peakPerSecond());
    json.put("targets", figures.targets());
    json.put("not_replayable", plan.notReplayable());
    return json;
  }

  private static String name(Route route) {
    return route.operation().startsWith(route.method() + " ")
        ? route.operation()
        : route.method() + " " + route.operation();
  }
}
