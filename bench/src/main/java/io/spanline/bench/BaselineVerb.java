package io.spanline.bench;

import io.spanline.bench.baseline.BaselineBench;
import io.spanline.bench.baseline.BaselineBench.Result;
import io.spanline.bench.baseline.BaselineBench.Run;
import io.spanline.cli.Complaint;
import io.spanline.cli.view.Screen;
import io.spanline.cli.view.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code spanline bench baseline}. */
@Command(
    name = "baseline",
    description = {
      "Measure how fast a baseline is computed from a large capture, beside jq, sort and awk that"
          + " compute requests, errors, p50 and p95 of each service; both must say the same.",
      "",
      "Example: ./spanline bench baseline --traces 1000000"
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:both say the same", "1:they do not"})
final class BaselineVerb implements Callable<Integer> {
  @Option(
      names = "--traces",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "of the capture (${DEFAULT-VALUE})")
  private long traces;

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "3",
      description = "of each program, in turns (${DEFAULT-VALUE})")
  private int runs;

  @Mixin private Speech speech = new Speech();

  private final BenchFolder folder = new BenchFolder();

  @Override
  public Integer call() throws Exception {
    if (traces < 1 || runs < 1) {
      throw Complaint.refused(
          "--traces and --runs must be at least 1, were %d and %d".formatted(traces, runs));
    }
    Screen screen = speech.screen();
    Result result =
        folder.use(
            "baseline",
            (checkout, in) ->
                new BaselineBench(checkout, in, what -> System.err.println("  " + what))
                    .run(traces, runs));
    Table table = new Table("program", "seconds", "MB/s", "traces/s");
    row(table, "spanline", result, seconds(result.ours()));
    row(table, "jq | sort | awk", result, seconds(result.shell()));
    table.lines().forEach(screen::result);
    screen.result(
        String.format(
            Locale.ROOT,
            "%.1f times as fast; the figures are %s",
            seconds(result.shell()) / seconds(result.ours()),
            result.isEqual() ? "equal" : "DIFFERENT"));
    if (!result.isEqual()) {
      result.ours().get(0).figures().forEach(line -> screen.result("spanline: " + line));
      result.shell().get(0).figures().forEach(line -> screen.result("shell:    " + line));
    }
    screen.json(json(result));
    return result.isEqual() ? 0 : 1;
  }

  private static void row(Table table, String name, Result result, double seconds) {
    table.row(
        name,
        String.format(Locale.ROOT, "%.1f", seconds),
        String.format(Locale.ROOT, "%.0f", result.bytes() / 1e6 / seconds),
        String.format(Locale.ROOT, "%.0f", result.traces() / seconds));
  }

  private static double seconds(List<Run> runs) {
    double[] sorted =
        runs.stream().mapToDouble(run -> run.took().toNanos() / 1e9).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static Map<String, Object> json(Result result) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("traces", result.traces());
    json.put("bytes", result.bytes());
    json.put("spanline_seconds", result.ours().stream().map(run -> seconds(List.of(run))).toList());
    json.put("shell_seconds", result.shell().stream().map(run -> seconds(List.of(run))).toList());
    json.put("equal", result.isEqual());
    json.put("figures", result.ours().get(0).figures());
    return json;
  }
}
