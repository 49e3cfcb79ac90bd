package io.spanline.cli.toxics;

import io.spanline.captures.baseline.Baseline;
import io.spanline.captures.baseline.Latencies;
import io.spanline.cli.view.CallsAroundView;
import io.spanline.experiments.edge.Target;
import io.spanline.experiments.toxic.CallsAround;
import io.spanline.experiments.toxic.CallsAround.Period;
import io.spanline.experiments.toxic.CallsAround.ToxicTime;
import io.spanline.experiments.toxic.LastToxic;
import io.spanline.experiments.toxic.ToxicLife;
import io.spanline.terminal.Line;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the calls through an edge tell of its last toxic, and what they cannot.
 *
 * @param isLost whether the proxy does not show it and nobody wrote when it went
 */
record CallsReport(Target target, LastToxic last, boolean isLost, ToxicTime time, Counted counted) {
  /**
   * The calls that were counted.
   *
   * @param untold those without an answer that may have gone through the edge
   * @param leftOut records of traces that were too many to be read
   */
  record Counted(CallsAround calls, CallsAround untold, long leftOut) {
    private long untoldDuring() {
      return untold.of(Period.DURING).map(edge -> edge.errors().of()).orElse(0L);
    }
  }

  List<Line> lines(int width) {
    List<Line> lines = new ArrayList<>();
    lines.add(Line.of(title()));
    for (ToxicLife other : last.together(time)) {
      lines.add(
          Line.of(
              "another toxic of the proxy acts on these calls: %s by %s from %s, %s"
                  .formatted(
                      ToxicView.words(other.best()),
                      other.best().owner(),
                      second(other.from()),
                      end(other))));
    }
    if (isLost) {
      lines.add(Line.of("so the calls during it may be calls after it"));
    }
    if (counted.untoldDuring() > 0) {
      lines.add(
          Line.of(
              "%d calls without an answer may have gone through it and are not counted: their spans"
                      .formatted(counted.untoldDuring())
                  + " name no port (server.port)"));
    }
    if (counted.leftOut() > 0) {
      lines.add(
          Line.of(
              "%d records of traces, the oldest, were too many to be read: calls are missing"
                  .formatted(counted.leftOut())));
    }
    lines.addAll(new CallsAroundView(width).lines(counted.calls()));
    return lines;
  }

  private String title() {
    return "%s: %s from %s, %s"
        .formatted(
            target,
            ToxicView.words(last.on()),
            second(last.on().confirmed()),
            isLost ? "not on now, and no record says when it went" : end(last.life()));
  }

  private static String end(ToxicLife life) {
    return life.to() == null ? "still on" : "gone at " + second(life.to());
  }

  private static String second(@Nullable Instant time) {
    return time == null ? "?" : time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("proxy", target.proxy());
    json.put("toxic", last.on());
    json.put("gone", last.life().to());
    json.put("on_now", last.life().to() == null && !isLost);
    json.put("others", last.together(time).stream().map(CallsReport::json).toList());
    json.put("records_left_out", counted.leftOut());
    json.put("unattributed", counted.untoldDuring());
    for (Period period : Period.values()) {
      json.put(
          period.name().toLowerCase(Locale.ROOT),
          counted.calls().of(period).map(CallsReport::json).orElse(null));
    }
    return json;
  }

  private static Map<String, Object> json(ToxicLife other) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("toxic", other.best());
    json.put("gone", other.to());
    return json;
  }

  private static Map<String, Object> json(Baseline.Edge edge) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("calls", edge.errors().of());
    json.put("errors", edge.errors().errors());
    json.put("unanswered", edge.unanswered());
    json.put("client_p50_ms", p50(edge.client()));
    json.put("server_p50_ms", p50(edge.server()));
    json.put("gap_p50_ms", p50(edge.gap()));
    return json;
  }

  private static @Nullable Double p50(@Nullable Latencies of) {
    return of == null ? null : of.p50().value().toNanos() / 1e6;
  }
}
