package io.spanline.cli.view;

import io.spanline.model.Span;
import io.spanline.model.SpanId;
import io.spanline.model.Trace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A trace as lines of text: each span indented under its parent, with a bar for its time. */
public final class Waterfall {
  private static final int BAR = 44;
  private static final int NAME = 44;

  private final Trace trace;
  private final Set<SpanId> known = new HashSet<>();
  private final List<String> lines = new ArrayList<>();

  private Waterfall(Trace trace) {
    this.trace = trace;
    trace.spans().forEach(span -> known.add(span.spanId()));
  }

  /** The lines, a heading first; spans that failed are red on a terminal. */
  public static List<String> lines(Trace trace) {
    Waterfall waterfall = new Waterfall(trace);
    waterfall.heading();
    trace.spans().stream()
        .filter(span -> span.parentId() == null || !waterfall.known.contains(span.parentId()))
        .forEach(root -> waterfall.draw(root, 0));
    return List.copyOf(waterfall.lines);
  }

  private void heading() {
    lines.add(
        "@|bold trace %s|@  %s  %s"
            .formatted(trace.traceId(), trace.outcome().word(), millis(trace.durationNanos())));
    lines.add(
        "%s  %d spans  %d errors  %s"
            .formatted(
                trace.start(),
                trace.spans().size(),
                trace.errorCount(),
                String.join(" ", trace.services())));
  }

  private void draw(Span span, int depth) {
    String callee = span.peer() == null ? "" : " to " + span.peer();
    String name = "  ".repeat(depth) + span.service() + " " + span.operation() + callee;
    String line =
        "%s %s %10s  %s"
            .formatted(
                fitted(name),
                bar(span),
                millis(span.durationNanos()),
                span.kind().name().toLowerCase(Locale.ROOT));
    lines.add(span.isError() ? "@|red " + line + " error|@" : line);
    trace.spans().stream()
        .filter(child -> span.spanId().equals(child.parentId()))
        .forEach(child -> draw(child, depth + 1));
  }

  private String bar(Span span) {
    long whole = Math.max(1, trace.durationNanos());
    long from = Math.max(0, span.startNanos() - trace.spans().get(0).startNanos());
    int left = (int) Math.min(BAR - 1, from * BAR / whole);
    int width = (int) Math.max(1, Math.round((double) span.durationNanos() * BAR / whole));
    int right = Math.min(BAR, left + width);
    return "|" + " ".repeat(left) + "=".repeat(right - left) + " ".repeat(BAR - right) + "|";
  }

  private static String fitted(String name) {
    return name.length() > NAME
        ? name.substring(0, NAME - 1) + "~"
        : name + " ".repeat(NAME - name.length());
  }

  private static String millis(long nanos) {
    return String.format(Locale.ROOT, "%.2f ms", nanos / 1e6);
  }
}
