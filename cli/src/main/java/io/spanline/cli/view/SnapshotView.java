package io.spanline.cli.view;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanline.captures.FileFormat;
import io.spanline.captures.api.SnapshotAnswer;
import io.spanline.captures.manifest.Manifest;
import io.spanline.terminal.Line;
import io.spanline.terminal.Style;
import io.spanline.terminal.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The answer to a snapshot, as people and programs read it. */
public final class SnapshotView {
  private SnapshotView() {}

  public static JsonNode json(SnapshotAnswer snapshot) {
    return FileFormat.JSON.valueToTree(snapshot);
  }

  public static List<Line> table(SnapshotAnswer snapshot) {
    Table table = new Table("service", "requests", "errors", "error rate", "p50", "p95");
    snapshot
        .services()
        .forEach(
            (service, figures) ->
                table.row(
                    service,
                    figures.requests(),
                    figures.errors(),
                    format("%.2f %%", 100 * figures.errorRate().doubleValue()),
                    millis(figures.p50()),
                    millis(figures.p95())));
    return table.lines();
  }

  public static List<Line> files(SnapshotAnswer snapshot) {
    List<Line> lines = new ArrayList<>();
    lines.add(
        Line.of(
            "capture    %s  (%d traces, %d spans)"
                .formatted(snapshot.capture(), snapshot.traces(), snapshot.spans())));
    if (snapshot.beganBefore() > 0) {
      lines.add(
          Line.of(
              "           %d of the traces began before the range"
                  .formatted(snapshot.beganBefore())));
    }
    lines.add(Line.of("manifest   " + snapshot.manifest()));
    if (snapshot.baseline() != null) {
      lines.add(Line.of("baseline   " + snapshot.baseline()));
    }
    Manifest.Incomplete incomplete = snapshot.incomplete();
    if (incomplete != null) {
      lines.addAll(lines(incomplete));
    }
    snapshot.warnings().stream()
        .filter(warning -> incomplete == null || !warning.contains(" is incomplete: "))
        .forEach(warning -> lines.add(warning("warning   ", warning)));
    if (snapshot.warning() != null) {
      lines.add(warning("warning   ", snapshot.warning()));
    }
    return lines;
  }

  private static List<Line> lines(Manifest.Incomplete incomplete) {
    List<Line> lines = new ArrayList<>();
    incomplete.reasons().forEach(reason -> lines.add(warning("not complete", reason)));
    if (incomplete.openSpans() > 0) {
      lines.add(
          Line.of(
              "           %d spans of %d traces were still open"
                  .formatted(incomplete.openSpans(), incomplete.openTraces())));
    }
    return lines;
  }

  private static Line warning(String title, String words) {
    return Line.of(Style.YELLOW, title, words);
  }

  private static String millis(@Nullable Duration figure) {
    return figure == null ? "-" : format("%.2f ms", figure.toNanos() / 1e6);
  }

  private static String format(String pattern, double number) {
    return String.format(Locale.ROOT, pattern, number);
  }
}
