package io.spanline.bench;

import io.spanline.bench.capture.CaptureBench;
import io.spanline.bench.capture.CaptureBench.Result;
import io.spanline.bench.capture.CaptureBench.Run;
import io.spanline.terminal.Complaint;
import io.spanline.terminal.OutputOptions;
import io.spanline.terminal.Screen;
import java.nio.file.Files;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.utils.Utils;
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
  /** A number with k, m or g for powers of 1024. */
  private static final Pattern SIZE = Pattern.compile("(\\d{1,10})([kmg]?)");

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

  @Override
  public Integer call() throws Exception {
    long bytes = bytes();
    if (runs < 1) {
      throw Complaint.refused("--runs must be at least 1, was " + runs);
    }
    Screen screen = output.screen();
    RunFolder folder = RunFolder.of("bench");
    Files.createDirectories(folder.path());
    Result result;
    // To standard error, so that the result can be piped.
    try (CaptureBench bench =
        new CaptureBench(folder.checkout(), folder.path(), what -> screen.warn("  " + what))) {
      RunFolder.closeAtExit(bench::close);
      result = bench.run(bytes, runs);
    }
    report(result, screen);
    Utils.delete(folder.path().toFile());
    return 0;
  }

  private long bytes() {
    Matcher text = SIZE.matcher(size.toLowerCase(Locale.ROOT));
    if (!text.matches() || Long.parseLong(text.group(1)) == 0) {
      throw Complaint.refused("invalid --bytes '" + size + "'; expected such as 200m or 1g");
    }
    int shift = text.group(2).isEmpty() ? 0 : 10 * " kmg".indexOf(text.group(2));
    return Long.parseLong(text.group(1)) << shift;
  }

  private static void report(Result result, Screen screen) {
    for (Run run : result.runs()) {
      screen.result(run.words());
    }
    screen.result(
        ("%d traces in %d records; at most %d MB of heap in use, %d MB after a collection,"
                + " %.0f MB resident")
            .formatted(
                result.traces(),
                result.records(),
                result.memory().heapMost(),
                result.memory().heapLive(),
                result.memory().resident() / 1e6));
    screen.json(result);
  }
}
