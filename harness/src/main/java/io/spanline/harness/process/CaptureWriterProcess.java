package io.spanline.harness.process;

import io.spanline.clients.Rest;
import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import io.spanline.stack.Checkout;
import io.spanline.stack.plan.JavaProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** capture-writer as a process of its own, as the stack starts it. */
public final class CaptureWriterProcess implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);
  // A gigabyte on a slow machine.
  private static final Duration ANSWER = Duration.ofMinutes(10);

  private final Checkout checkout;
  private final Settings settings;
  private final OwnProcess process;
  private final Rest rest;

  /**
   * Makes a process; {@link #start} starts it.
   *
   * @param settings say its ports, its broker's port and its folder
   * @param folder for its log
   */
  public CaptureWriterProcess(Checkout checkout, Settings settings, Path folder) {
    this.checkout = checkout;
    this.settings = settings;
    this.process = new OwnProcess("capture-writer", checkout.root(), folder);
    this.rest = new Rest("capture-writer", settings.address(Port.CAPTURE_WRITER), ANSWER);
  }

  /**
   * Starts it; returns once it is ready.
   *
   * @param more options of its JVM besides those of the stack
   */
  public void start(List<String> more) throws IOException {
    List<String> options = new ArrayList<>(JavaProgram.CAPTURE_WRITER_OPTIONS);
    options.addAll(more);
    JavaProgram program =
        new JavaProgram(
            "io.spanline.capture.CaptureWriter",
            JavaProgram.classPathOf(checkout, "capture-writer"),
            options,
            List.of());
    process.start(program.command(), settings, Map.of());
    process.awaitReady(START, () -> rest.answers("/health/ready"));
  }

  public OwnProcess process() {
    return process;
  }

  public Rest rest() {
    return rest;
  }

  @Override
  public void close() {
    process.close();
  }
}
