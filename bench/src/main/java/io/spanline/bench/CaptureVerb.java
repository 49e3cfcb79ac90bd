package io.spanline.bench;

import io.spanline.bench.capture.CaptureBench;
import io.spanline.bench.capture.CaptureBench.Result;
import io.spanline.bench.capture.CaptureBench.Runs;
import io.spanline.bench.capture.Run;
import io.spanline.cli.Complaint;
import io.spanline.cli.view.Screen;
import io.spanline.cli.view.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code spanline bench capture}. */
@Command(
    name = "capture",
    description = {
      "Measure how fast a capture is written, and in how much heap, beside a plain copy of the same"
          + " records to a file.",
      "",
      "Example: ./spanline bench capture --bytes 1g"
    },
    mixinStandardHelpOptions = true)
final class CaptureVerb implements Callable<Integer> {
  @Option(
      names = "--bytes",
      paramLabel = "SIZE",
      defaultValue = "1g",
      description = "of the topic, such as 200m or 1g (${DEFAULT-VALUE})")
  private String size = "";

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "3",
      description = "of each program, in turns, after a first one of each (${DEFAULT-VALUE})")
  private int runs;

  @Mixin private Speech speech = new Speech();
  private final BenchFolder folder = new BenchFolder();

  @Override
  public Integer call() throws Exception {
    long bytes = Sizes.bytes("--bytes", size);
    if (runs < 1) {
      throw Complaint.refused("--runs must be at least 1, was " + runs);
    }
    Screen screen = speech.screen();
    Result result =
        folder.use(
            "capture",
            (checkout, in) -> {
              try (CaptureBench bench =
                  new CaptureBench(checkout, in, what -> System.err.println("  " + what))) {
                folder.closeAtExit(bench::close);
                return bench.run(bytes, runs);
              }
            });
    table(result).lines().forEach(screen::result);
    screen.result(
        String.format(
            Locale.ROOT,
            "%d traces in %d records; the capture is written at %.0f %% of the copy's speed, the"
                + " first one of a process at %.0f %%",
            result.traces(),
            result.records(),
            100 * ratio(result),
            100
                * result.captures().first().megabytesPerSecond()
                / result.copies().first().megabytesPerSecond()));
    screen.result(
        String.format(
            Locale.ROOT,
            "capture-writer: %d MB of heap in use at most, %d MB left by a collection, %.0f MB"
                + " resident",
            result.memory().heapMost(),
            result.memory().heapLive(),
            result.memory().resident() / 1e6));
    screen.json(json(result));
    return 0;
  }

  private static double ratio(Result result) {
    return median(result.captures().warm(), Run::megabytesPerSecond)
        / median(result.copies().warm(), Run::megabytesPerSecond);
  }

  private static Table table(Result result) {
    Table table = new Table("program", "MB", "seconds", "MB/s", "CPU s");
    row(table, "copy to a file, first", List.of(result.copies().first()));
    row(table, "copy to a file", result.copies().warm());
    row(table, "capture-writer, first", List.of(result.captures().first()));
    row(table, "capture-writer", result.captures().warm());
    return table;
  }

  private static void row(Table table, String name, List<Run> runs) {
    table.row(
        name,
        text("%.0f", runs, run -> run.bytes() / 1e6),
        text("%.2f", runs, run -> run.took().toNanos() / 1e9),
        text("%.0f", runs, Run::megabytesPerSecond),
        text("%.1f", runs, run -> run.cpu().toMillis() / 1e3));
  }

  private static String text(String form, List<Run> runs, ToDoubleFunction<Run> figure) {
    return String.format(Locale.ROOT, form, median(runs, figure));
  }

  private static double median(List<Run> runs, ToDoubleFunction<Run> figure) {
    double[] sorted = runs.stream().mapToDouble(figure).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static Map<String, Object> json(Result result) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("traces", result.traces());
    json.put("records", result.records());
    json.put("copies", json(result.copies()));
    json.put("captures", json(result.captures()));
    json.put("ratio", ratio(result));
    json.put("heap_mb", result.memory().heapMost());
    json.put("live_mb", result.memory().heapLive());
    json.put("resident_bytes", result.memory().resident());
    return json;
  }

  private static Map<String, Object> json(Runs runs) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("first", json(runs.first()));
    json.put("warm", runs.warm().stream().map(CaptureVerb::json).toList());
    return json;
  }

  private static Map<String, Object> json(Run run) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("bytes", run.bytes());
    json.put("seconds", run.took().toNanos() / 1e9);
    json.put("cpu_seconds", run.cpu().toMillis() / 1e3);
    return json;
  }
}
