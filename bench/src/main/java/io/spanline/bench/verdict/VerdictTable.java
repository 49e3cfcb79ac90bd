package io.spanline.bench.verdict;

import io.spanline.bench.verdict.VerdictResult.ErrorRow;
import io.spanline.bench.verdict.VerdictResult.FalseAlarms;
import io.spanline.bench.verdict.VerdictResult.Found;
import io.spanline.bench.verdict.VerdictResult.Row;
import io.spanline.terminal.Line;
import io.spanline.terminal.Style;
import io.spanline.terminal.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** A result for people. */
public final class VerdictTable {
  private static final List<Double> FACTORS = List.of(1.2, 1.5, 2.0);

  private VerdictTable() {}

  /** Its lines: false alarms, then what was found of true effects, then whether all is well. */
  public static List<Line> of(VerdictResult result) {
    List<Line> lines = new ArrayList<>();
    lines.add(
        Line.of(
            "equal sides, %d trials: %% of reports that call any of ten services worse"
                .formatted(result.trials())));
    lines.addAll(falseAlarms(result));
    lines.add(Line.of(""));
    lines.add(
        Line.of(
            "one service slower by 1.2 / 1.5 / 2, %d trials: %% of reports that call it worse"
                .formatted(result.effectTrials())));
    lines.addAll(found(result.rows()));
    lines.add(Line.of(""));
    lines.addAll(verdict(result));
    return lines;
  }

  private static List<Line> falseAlarms(VerdictResult result) {
    Table table = new Table("latencies", "n", "compare", "p95 > 1.2x", "Mann-Whitney 0.98");
    for (Row row : result.rows()) {
      FalseAlarms alarms = row.falseAlarms();
      table.row(
          row.shape().words(),
          row.samples(),
          percent("%.2f", alarms.compare()),
          percent("%.1f", alarms.ratio()),
          percent("%.1f", alarms.ranks()));
    }
    for (ErrorRow row : result.errors()) {
      table.row(row.errors().words(), row.samples(), percent("%.2f", row.compare()), "", "");
    }
    return table.lines();
  }

  private static List<Line> found(List<Row> rows) {
    Table table =
        new Table(
            "latencies",
            "n",
            "compare p50",
            "compare p95",
            "p95 > 1.2x",
            "Mann-Whitney",
            "80 % p50",
            "80 % p95");
    for (Row row : rows) {
      table.row(
          row.shape().words(),
          row.samples(),
          each(row, Found::p50),
          each(row, Found::p95),
          each(row, Found::ratio),
          each(row, Found::ranks),
          smallest(row.smallestP50()),
          smallest(row.smallestP95()));
    }
    return table.lines();
  }

  private static String each(Row row, ToDoubleFunction<Found> share) {
    List<String> shares = new ArrayList<>();
    for (double factor : FACTORS) {
      shares.add(percent("%.0f", share.applyAsDouble(row.of(factor))));
    }
    return String.join(" / ", shares);
  }

  private static String smallest(@Nullable Double factor) {
    return factor == null ? "-" : String.format(Locale.ROOT, "%.2fx", factor);
  }

  private static String percent(String format, double share) {
    return String.format(Locale.ROOT, format, 100 * share);
  }

  private static List<Line> verdict(VerdictResult result) {
    List<Line> broken = new ArrayList<>();
    for (Row row : result.rows()) {
      if (!row.isKept()) {
        broken.add(missed(row.shape().words(), row.samples(), row.falseAlarms().compare()));
      }
    }
    for (ErrorRow row : result.errors()) {
      if (!row.isKept()) {
        broken.add(missed(row.errors().words(), row.samples(), row.compare()));
      }
    }
    return broken.isEmpty()
        ? List.of(
            Line.of(Style.GREEN, "met")
                .then("  at most 2 % of reports on equal sides call anything worse"))
        : broken;
  }

  private static Line missed(String what, int samples, double share) {
    return Line.of(Style.RED, "missed")
        .then(
            " %s, n %d: %s %% of reports, promised are at most 2 %%"
                .formatted(what, samples, percent("%.2f", share)));
  }
}
