package io.spanline.bench;

import io.spanline.bench.capture.CaptureBench;
import io.spanline.bench.capture.CaptureBench.Result;
import io.spanline.bench.capture.Run;
import io.spanline.terminal.Complaint;
import io.spanline.terminal.OutputOptions;
import io.spanline.terminal.Screen;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code spanline bench capture}. */
@Command(
    name = "capture",
    description = {
      "Measure how fast capture-writer writes a capture, and how much memory it needs.",
      "",
      "Example: ./spanline bench capture --bytes 1g"
    },
    mixinStandardHelpOptions = true)
final class CaptureVerb implements Callable<Integer> {
  @Option(
      names = "--bytes",
      paramLabel = "SIZE",
      defaultValue = "1g",
      description = "size of the topic, such as 200m or 1g (${DEFAULT-VALUE})")
  private String size = "";

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "3",
      description = "captures to write, one after another (${DEFAULT-VALUE})")
  private int runs;

  @Mixin private OutputOptions output = new OutputOptions();
  private final BenchFolder folder = new BenchFolder();

  @Override
  public Integer call() throws Exception {
    long bytes = Sizes.bytes("--bytes", size);
    if (runs < 1) {
      throw Complaint.refused("--runs must be at least 1, was " + runs);
    }
    Screen screen = output.screen();
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
    List<Run> runs = result.runs();
    for (int run = 0; run < runs.size(); run++) {
      screen.result("run %d: %s".formatted(run + 1, runs.get(run).words()));
    }
    screen.result(
        "%d traces in %d records; %d MB of heap in use at most, %d MB after a collection, %.0f MB resident"
            .formatted(
                result.traces(),
                result.records(),
                result.memory().heapMost(),
                result.memory().heapLive(),
                result.memory().resident() / 1e6));
    screen.json(json(result));
    return 0;
  }

  private static Map<String, Object> json(Result result) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("traces", result.traces());
    json.put("records", result.records());
    json.put("runs", result.runs().stream().map(CaptureVerb::json).toList());
    json.put("heap_mb", result.memory().heapMost());
    json.put("live_mb", result.memory().heapLive());
    json.put("resident_bytes", result.memory().resident());
    return json;
  }

  private static Map<String, Object> json(Run run) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("bytes", run.bytes());
    json.put("seconds", run.seconds());
    json.put("cpu_seconds", run.cpu().toMillis() / 1e3);
    return json;
  }
}
