package io.spanline.cli.view;

import io.spanline.model.Span;
import io.spanline.model.Trace;
import io.spanline.terminal.Line;
import io.spanline.terminal.Style;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** A trace or a span on one line. */
public final class Lines {
  private static final int ID_DIGITS = 8;

  private Lines() {}

  /** Start, id, outcome, time, spans, errors, and what it was. */
  public static Line of(Trace trace) {
    Span root = trace.root();
    String line =
        String.format(
            Locale.ROOT,
            "%s  %s  %-10s %9.2f ms  %3d spans  %2d errors  %s  [%s]%s",
            time(trace.start()),
            trace.traceId().hex().substring(0, ID_DIGITS),
            trace.outcome().word(),
            trace.durationNanos() / 1e6,
            trace.spans().size(),
            trace.errorCount(),
            root == null ? "(no root)" : root.operation(),
            String.join(" ", trace.services()),
            trace.revision() > 1 ? "  revision " + trace.revision() : "");
    return Line.of(trace.errorCount() > 0 ? Style.RED : Style.PLAIN, line);
  }

  /** Start, trace id, kind, time, service and operation. */
  public static Line of(Span span) {
    String line =
        String.format(
            Locale.ROOT,
            "%s  %s  %-8s %9.2f ms  %s %s",
            time(span.start()),
            span.traceId().hex().substring(0, ID_DIGITS),
            span.kind().name().toLowerCase(Locale.ROOT),
            span.durationNanos() / 1e6,
            span.service(),
            span.operation());
    return span.isError() ? Line.of(Style.RED, line + " error") : Line.of(line);
  }

  private static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MILLIS).toString().substring("2026-11-22T".length());
  }
}
