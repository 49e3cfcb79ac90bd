package io.spanline.bench.replay;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.spanline.harness.process.OwnProcess;
import io.spanline.settings.Settings;
import io.spanline.stack.Checkout;
import io.spanline.stack.plan.JavaProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A {@link Planner} or a {@link LargeCapture} in a process of its own. */
final class PlannerProcess extends OwnProcess {
  private static final Duration MOST = Duration.ofMinutes(5);

  private static final int HEAP_TO_WRITE = 128;

  private final Checkout checkout;
  private final Path log;

  /**
   * Makes one that does not run yet.
   *
   * @param folder of its log
   */
  PlannerProcess(Checkout checkout, Path folder) {
    super("planner", Settings.of(Map.of()), folder, folder);
    this.checkout = checkout;
    this.log = folder.resolve("planner.log");
  }

  /**
   * How a capture was planned.
   *
   * @param heapMegabytes that it had
   * @param seconds from the start of the process to its end
   * @param exit code; 0 if all was planned
   */
  record Planning(int lines, @JsonProperty("heap_mb") int heapMegabytes, double seconds, int exit) {
    boolean succeeded() {
      return exit == 0;
    }

    /** For people. */
    String words() {
      return succeeded()
          ? String.format(Locale.ROOT, "%.1f s", seconds)
          : "it ended with exit code " + exit;
    }
  }

  /** Writes a capture of n lines that can all be replayed. */
  Path write(Path captures, int lines) throws IOException {
    int exit = run(LargeCapture.class, HEAP_TO_WRITE, captures, lines);
    if (exit != 0) {
      throw new IOException("the capture could not be written, see " + log);
    }
    return captures.resolve(LargeCapture.ID.linesFile());
  }

  /** Plans the replay of such a capture. */
  Planning plan(Path capture, int lines, int heapMegabytes) throws IOException {
    long began = System.nanoTime();
    int exit = run(Planner.class, heapMegabytes, capture, lines);
    return new Planning(lines, heapMegabytes, (System.nanoTime() - began) / 1e9, exit);
  }

  private int run(Class<?> main, int heapMegabytes, Path path, int lines) throws IOException {
    launch(
        new JavaProgram(
            main.getName(),
            JavaProgram.classPathOf(checkout, "bench"),
            List.of("-Xmx" + heapMegabytes + "m", "-XX:TieredStopAtLevel=4"),
            List.of(path.toString(), String.valueOf(lines))));
    return awaitEnd(MOST);
  }
}
