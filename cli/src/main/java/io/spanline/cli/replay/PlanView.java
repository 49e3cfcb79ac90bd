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
import java.util.SortedMap;

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
                  table.row(route, count * plan.repeat(), route.service(), route.target()));
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
    lines.addAll(notReplayable(plan.notReplayable()));
    return lines;
  }

  /** Why requests are not sent, and what helps. */
  static List<Line> notReplayable(SortedMap<String, Long> reasons) {
    List<Line> lines = new ArrayList<>();
    reasons.forEach(
        (why, count) -> lines.add(Line.of("%d not replayable: %s".formatted(count, why))));
    if (reasons.keySet().stream().anyMatch(why -> why.matches("no (body|query) for .*"))) {
      lines.add(Line.of("supply bodies and queries with --requests FILE: docs/replay.md"));
    }
    return lines;
  }

  static Map<String, Object> json(DryRun figures, ReplayPlan plan) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("requests", figures.requests());
    json.put("seconds", figures.takes().toNanos() / 1e9);
    json.put("mean_per_second", figures.meanPerSecond());
    json.put("peak_per_second", figures.peakPerSecond());
    json.put("targets", figures.targets());
    json.put("routes", plan.routes().entrySet().stream().map(each -> json(each, plan)).toList());
    json.put("not_replayable", plan.notReplayable());
    json.put("notes", plan.notes());
    return json;
  }

  private static Map<String, Object> json(Map.Entry<Route, Long> route, ReplayPlan plan) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("service", route.getKey().service());
    json.put("request", route.getKey().toString());
    json.put("target", route.getKey().target());
    json.put("requests", route.getValue() * plan.repeat());
    return json;
  }
}
