package io.spanline.cli.view;

import io.spanline.model.Span;
import io.spanline.model.SpanKey;
import io.spanline.model.SpanTree;
import io.spanline.model.Timeline;
import io.spanline.model.Trace;
import io.spanline.terminal.Line;
import io.spanline.terminal.Style;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A trace as lines of text: each span indented under its parent, with a bar for its time. */
public final class Waterfall {
  private static final int BAR = 44;
  private static final int NAME = 44;

  private final Trace trace;
  private final Timeline<Span> timeline;
  private final long startNanos;
  private final long durationNanos;
  private final List<Line> lines = new ArrayList<>();

  private Waterfall(Trace trace) {
    this.trace = trace;
    timeline = trace.timeline();
    Instant start = trace.start();
    startNanos = start.getEpochSecond() * 1_000_000_000L + start.getNano();
    durationNanos = trace.durationNanos();
  }

  /** The lines, a heading first; spans that failed are red on a terminal. */
  public static List<Line> lines(Trace trace) {
    Waterfall waterfall = new Waterfall(trace);
    waterfall.heading();
    waterfall.drawAll();
    return List.copyOf(waterfall.lines);
  }

  private void heading() {
    lines.add(
        Line.of(Style.BOLD, "trace " + trace.traceId())
            .then("  %s  %s".formatted(trace.outcome().word(), millis(durationNanos))));
    lines.add(
        Line.of(
            "%s  %d spans  %d errors  %s"
                .formatted(
                    trace.start(),
                    trace.spans().size(),
                    trace.errorCount(),
                    String.join(" ", trace.services()))));
  }

  /** Each span once, under its parent, in order of the starts. */
  private void drawAll() {
    SpanTree<Span> tree = new SpanTree<>(trace.spans());
    Map<SpanKey, List<Span>> children = new HashMap<>();
    Deque<Row> next = new ArrayDeque<>();
    for (Span span : byLatestStart()) {
      Span parent = tree.parent(span);
      if (parent == null) {
        next.push(new Row(span, 0));
      } else {
        children.computeIfAbsent(parent.key(), key -> new ArrayList<>()).add(span);
      }
    }
    while (!next.isEmpty()) {
      Row row = next.pop();
      draw(row.span(), row.depth());
      children
          .getOrDefault(row.span().key(), List.of())
          .forEach(child -> next.push(new Row(child, row.depth() + 1)));
    }
  }

  private List<Span> byLatestStart() {
    List<Span> spans = new ArrayList<>(trace.spans());
    spans.sort(Comparator.comparing(timeline::startNanos, Long::compareUnsigned));
    Collections.reverse(spans);
    return spans;
  }

  private record Row(Span span, int depth) {}

  private void draw(Span span, int depth) {
    String callee = span.peer() == null ? "" : " to " + span.peer();
    String name = "  ".repeat(depth) + span.service() + " " + span.operation() + callee;
    Line line =
        Line.of(name)
            .cut(NAME)
            .padded(NAME)
            .then(
                " %s %10s  %s"
                    .formatted(
                        bar(span),
                        millis(span.durationNanos()),
                        span.kind().name().toLowerCase(Locale.ROOT)));
    lines.add(span.isError() ? line.then(" error").in(Style.RED) : line);
  }

  private String bar(Span span) {
    long whole = Math.max(1, durationNanos);
    long from = Math.max(0, timeline.startNanos(span) - startNanos);
    int left = (int) Math.min(BAR - 1, from * BAR / whole);
    int width = (int) Math.max(1, Math.round((double) span.durationNanos() * BAR / whole));
    int right = Math.min(BAR, left + width);
    return "|" + " ".repeat(left) + "=".repeat(right - left) + " ".repeat(BAR - right) + "|";
  }

  private static String millis(long nanos) {
    return String.format(Locale.ROOT, "%.2f ms", nanos / 1e6);
  }
}
