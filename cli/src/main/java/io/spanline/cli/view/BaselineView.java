package io.spanline.cli.view;

import io.spanline.captures.Decimals;
import io.spanline.captures.baseline.Baseline;
import io.spanline.captures.baseline.ErrorRate;
import io.spanline.captures.baseline.Estimate;
import io.spanline.captures.baseline.Interval;
import io.spanline.captures.baseline.Latencies;
import io.spanline.captures.manifest.ResourceUse;
import io.spanline.terminal.Line;
import io.spanline.terminal.Style;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A baseline as a table, with intervals next to the figures on a wide terminal, else below. */
public final class BaselineView {
  static final List<String> HEADER = List.of("n", "errors %", "p50 ms", "p95 ms", "p99 ms");
  private static final BigDecimal BYTES_OF_MB = BigDecimal.valueOf(1_000_000);

  private static final String INDENT = "  ";

  private final int width;

  public BaselineView(int width) {
    this.width = width;
  }

  public List<Line> lines(Baseline baseline) {
    List<Line> lines = new ArrayList<>(head(baseline));
    Line mark = Line.of(Style.YELLOW, "warning").then(" ");
    baseline.warnings().forEach(warning -> lines.addAll(wrapped(mark, warning)));
    lines.add(Line.of(""));
    FigureTable table = new FigureTable(width, HEADER);
    baseline.services().forEach((name, service) -> add(table, name, service));
    baseline.edges().forEach((name, edge) -> add(table, name, edge));
    lines.addAll(table.lines());
    baseline
        .services()
        .forEach(
            (name, service) -> {
              if (service.resources() != null) {
                lines.addAll(resources(name, service.resources()));
              }
            });
    return lines;
  }

  private List<Line> head(Baseline baseline) {
    List<Line> lines = new ArrayList<>();
    lines.add(Line.of(Style.BOLD, baseline.name().toString(), "of " + baseline.created()));
    for (Baseline.Source source : baseline.captures()) {
      String words =
          "%d traces from %s to %s".formatted(source.traces(), source.from(), source.to());
      lines.addAll(wrapped(Line.of("  " + source.file()).cut(width / 2).then(": "), words));
    }
    return lines;
  }

  private static void add(FigureTable table, String name, Baseline.Service service) {
    table.row(name, figures(service.requests().errors(), service.requests().latencies()));
    service
        .operations()
        .forEach(
            (operation, requests) ->
                table.row("  " + operation, figures(requests.errors(), requests.latencies())));
  }

  /** Adds an edge's rows under a title. */
  static void add(FigureTable table, String name, Baseline.Edge edge) {
    table.title(title(name, edge));
    table.row(
        edge.client() == null ? "  calls" : "  client", figures(edge.errors(), edge.client()));
    if (edge.server() != null) {
      table.row("  server", figures(null, edge.server()));
    }
    if (edge.gap() != null) {
      table.row("  gap", figures(null, edge.gap()));
    }
  }

  private static String title(String name, Baseline.Edge edge) {
    StringBuilder title = new StringBuilder(name);
    if (edge.unanswered() > 0) {
      title.append(", %d unanswered".formatted(edge.unanswered()));
    }
    if (!edge.instrumented()) {
      title.append(", not instrumented");
    }
    Baseline.Skew skew = edge.skew();
    if (skew != null) {
      title.append(
          ", clocks differ by %s ms in %d"
              .formatted(Cells.figure(Decimals.millis(skew.median())), skew.calls()));
    }
    return title.toString();
  }

  private static List<FigureTable.Cell> figures(
      @Nullable ErrorRate errors, @Nullable Latencies latencies) {
    return List.of(
        FigureTable.Cell.of(number(errors, latencies == null ? 0 : latencies.samples())),
        errors == null
            ? FigureTable.Cell.of("")
            : FigureTable.Cell.of(Cells.percent(Interval.of(errors))),
        estimate(latencies == null ? null : latencies.p50()),
        estimate(latencies == null ? null : latencies.p95()),
        estimate(latencies == null ? null : latencies.p99()));
  }

  /** How many there are, and of how many the latencies are if those are fewer. */
  private static String number(@Nullable ErrorRate errors, long timed) {
    return errors == null || errors.of() == timed
        ? String.valueOf(timed)
        : "%d of %d".formatted(timed, errors.of());
  }

  private static FigureTable.Cell estimate(@Nullable Estimate estimate) {
    return estimate == null ? FigureTable.Cell.of("-") : FigureTable.Cell.of(Interval.of(estimate));
  }

  private List<Line> resources(String service, ResourceUse use) {
    String known =
        use.samples() == 0
            ? "CPU and heap not known"
            : String.format(
                Locale.ROOT,
                "CPU %s s, %s cores; heap mean %s MB, most %s MB",
                figure(use.cpuSeconds()),
                figure(use.cpuCores()),
                megabytes(use.heapMeanBytes()),
                megabytes(use.heapMaxBytes()));
    String reason = use.reason() == null ? "" : " (" + use.reason() + ")";
    return wrapped(Line.of(service).cut(width / 3).then(" "), known + reason);
  }

  private static String figure(@Nullable BigDecimal number) {
    return number == null ? "?" : Cells.figure(number);
  }

  private static String megabytes(@Nullable Long bytes) {
    return bytes == null ? "?" : Cells.figure(BigDecimal.valueOf(bytes).divide(BYTES_OF_MB));
  }

  /**
   * Breaks a text into lines, the further ones indented; none is longer than the width but for a
   * word that is.
   *
   * @param begin what stands before the text
   */
  private List<Line> wrapped(Line begin, String text) {
    List<Line> lines = new ArrayList<>();
    Line line = begin;
    String blank = "";
    for (String next : text.split(" ", -1)) {
      Line word = Line.of(blank + next);
      if (line.length() + word.length() > width && line.length() > INDENT.length()) {
        lines.add(line);
        line = Line.of(INDENT);
        word = Line.of(next);
      }
      line = line.then(word);
      blank = " ";
    }
    lines.add(line);
    return lines;
  }
}
