package io.spanline.bench.verdict;

import io.spanline.bench.verdict.VerdictResult.EqualRow;
import io.spanline.bench.verdict.VerdictResult.FalseAlarms;
import io.spanline.bench.verdict.VerdictResult.Found;
import io.spanline.bench.verdict.VerdictResult.PairRow;
import io.spanline.bench.verdict.VerdictResult.Row;
import io.spanline.terminal.Line;
import io.spanline.terminal.Style;
import io.spanline.terminal.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A result for people. */
public final class VerdictTable {
  private VerdictTable() {}

  /** Its lines: false alarms, then what was found of true effects, then whether all is well. */
  public static List<Line> of(VerdictResult result) {
    List<Line> lines = new ArrayList<>();
    title(
        lines,
        "equal sides, %d trials: %% of reports that call anything worse"
            .formatted(result.trials()));
    lines.addAll(falseAlarms(result.rows()));
    lines.add(Line.of(""));
    lines.addAll(equal(result.equal()));
    lines.add(Line.of(""));
    title(
        lines,
        "one service slower by 1.2 / 1.5 / 2, %d trials: %% of reports that call it worse"
            .formatted(result.effectTrials()));
    lines.addAll(found(result.rows()));
    lines.add(Line.of(""));
    title(
        lines,
        "pairs, one service slower by 1.05 / 1.2 / 1.5, %d trials: %% of reports that call it worse"
            .formatted(result.effectTrials()));
    lines.addAll(pairs(result.pairs()));
    lines.add(Line.of(""));
    lines.addAll(verdict(result));
    return lines;
  }

  private static void title(List<Line> lines, String title) {
    lines.add(Line.of(title));
  }

  private static List<Line> falseAlarms(List<Row> rows) {
    Table table = new Table("latencies", "n", "compare", "p95 > 1.2x", "Mann-Whitney 0.98");
    for (Row row : rows) {
      FalseAlarms alarms = row.falseAlarms();
      table.row(
          row.shape().words(),
          row.samples(),
          percent("%.2f", alarms.compare()),
          percent("%.1f", alarms.ratio()),
          percent("%.1f", alarms.ranks()));
    }
    return table.lines();
  }

  /** One line for each kind of sides, one column for each number of samples. */
  private static List<Line> equal(List<EqualRow> rows) {
    List<String> columns = rows.stream().map(VerdictTable::samples).distinct().toList();
    Table table = new Table(with("compare", columns));
    for (String sides : rows.stream().map(EqualRow::sides).distinct().toList()) {
      List<String> shares = new ArrayList<>();
      for (String samples : columns) {
        shares.add(
            rows.stream()
                .filter(row -> row.sides().equals(sides) && samples(row).equals(samples))
                .map(row -> percent("%.2f", row.compare()))
                .findFirst()
                .orElse(""));
      }
      table.row((Object[]) with(sides, shares));
    }
    return table.lines();
  }

  private static String[] with(String first, List<String> others) {
    return Stream.concat(Stream.of(first), others.stream()).toArray(String[]::new);
  }

  private static String samples(EqualRow row) {
    return row.before() == row.after()
        ? Integer.toString(row.before())
        : "%d / %d".formatted(row.before(), row.after());
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

  private static List<Line> pairs(List<PairRow> rows) {
    Table table = new Table("response times", "n", "compare");
    for (PairRow row : rows) {
      List<String> shares =
          row.found().stream().map(found -> percent("%.0f", found.compare())).toList();
      table.row(row.shape().words(), row.samples(), String.join(" / ", shares));
    }
    return table.lines();
  }

  private static String each(Row row, ToDoubleFunction<Found> share) {
    List<String> shares = new ArrayList<>();
    for (double factor : Effects.FIRST) {
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
        broken.add(
            missed(
                row.shape().words(), Integer.toString(row.samples()), row.falseAlarms().compare()));
      }
    }
    for (EqualRow row : result.equal()) {
      if (!row.isKept()) {
        broken.add(missed(row.sides(), samples(row), row.compare()));
      }
    }
    return broken.isEmpty()
        ? List.of(
            Line.of(Style.GREEN, "met")
                .then("  at most 2 % of reports on equal sides call anything worse"))
        : broken;
  }

  private static Line missed(String what, String samples, double share) {
    return Line.of(Style.RED, "missed")
        .then(
            " %s, n %s: %s %% of reports, promised are at most 2 %%"
                .formatted(what, samples, percent("%.2f", share)));
  }
}
