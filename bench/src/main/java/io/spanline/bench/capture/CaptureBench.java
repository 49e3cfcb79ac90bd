package io.spanline.bench.capture;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanline.bench.part.BrokerProcess;
import io.spanline.bench.part.CaptureWriterProcess;
import io.spanline.file.CaptureVerification;
import io.spanline.file.Verification;
import io.spanline.settings.Catalogue;
import io.spanline.settings.Settings;
import io.spanline.stack.Checkout;
import io.spanline.stack.JavaProgram;
import io.spanline.stack.Ports;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Writes captures of one filled topic, in turns with a plain copy of the same records; each in a
 * JVM of its own that begins cold.
 */
public final class CaptureBench implements AutoCloseable {
  private static final String HEAP = "-Xmx256m";

  private final Checkout checkout;
  private final Path folder;
  private final Settings settings;
  private final BrokerProcess broker;
  private final Consumer<String> say;

  /**
   * A bench whose parts do not run yet.
   *
   * @param folder for all that is written, the topic's data too
   * @param say hears what goes on
   */
  public CaptureBench(Checkout checkout, Path folder, Consumer<String> say) {
    this.checkout = checkout;
    this.folder = folder;
    this.say = say;
    this.settings =
        Ports.free(Settings.of(Map.of()))
            .with(
                Map.of(
                    Catalogue.DATA_DIR.name(),
                    folder.resolve("data").toString(),
                    // The traces are older: there are no statistics to be waited for.
                    Catalogue.STATISTICS_RETENTION.name(),
                    "PT1M"));
    this.broker = new BrokerProcess(settings, folder);
  }

  /**
   * One measurement of either program.
   *
   * @param cpu of the program, also before and after
   * @param heapMost megabytes of heap that were in use at most, of a capture
   * @param heapLive that a collection left at most
   * @param resident bytes of memory at most
   */
  public record Run(
      long bytes, Duration took, Duration cpu, long heapMost, long heapLive, long resident) {
    public double megabytesPerSecond() {
      return bytes / 1e6 / (took.toNanos() / 1e9);
    }
  }

  /** What all runs gave; they alternate. */
  public record Result(long traces, long records, List<Run> copies, List<Run> captures) {}

  /** Fills a topic and runs each program so many times. */
  public Result run(long bytes, int runs) throws IOException, InterruptedException {
    say.accept("starting a broker");
    broker.start();
    TopicFill.Filled filled = fill(bytes);
    List<Run> copies = new ArrayList<>();
    List<Run> captures = new ArrayList<>();
    for (int run = 1; run <= runs; run++) {
      copies.add(copy(run));
      say.accept(words("run %d: copy".formatted(run), copies.get(run - 1)));
      captures.add(capture(run, filled));
      say.accept(words("run %d: capture".formatted(run), captures.get(run - 1)));
    }
    return new Result(filled.traces(), filled.records(), copies, captures);
  }

  private TopicFill.Filled fill(long bytes) {
    long[] said = {0};
    try (TopicFill fill = new TopicFill(broker.bootstrap())) {
      return fill.fill(
          bytes,
          1,
          written -> {
            if (written - said[0] >= bytes / 5) {
              said[0] = written;
              say.accept("filling the topic: %d of %d MB".formatted(written >> 20, bytes >> 20));
            }
          });
    }
  }

  private Run copy(int run) throws IOException, InterruptedException {
    Path file = folder.resolve("copy-" + run);
    JavaProgram program =
        new JavaProgram(
            PlainCopy.class.getName(),
            JavaProgram.classPathOf(checkout, "bench"),
            List.of(HEAP, "-XX:TieredStopAtLevel=4"),
            List.of(broker.bootstrap(), file.toString()));
    Process process =
        new ProcessBuilder(program.command())
            .redirectError(folder.resolve("copy.log").toFile())
            .start();
    String answer =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new IOException("the copy failed, see " + folder.resolve("copy.log"));
    }
    Files.delete(file);
    String[] figures = answer.split(" ", -1);
    return new Run(
        Long.parseLong(figures[1]),
        Duration.ofNanos(Long.parseLong(figures[0])),
        Duration.ofNanos(Long.parseLong(figures[2])),
        0,
        0,
        0);
  }

  private Run capture(int run, TopicFill.Filled filled) throws IOException {
    Path log = folder.resolve("gc-" + run + ".log");
    try (CaptureWriterProcess writer = new CaptureWriterProcess(checkout, settings, folder)) {
      writer.start(List.of(GcLog.option(log)));
      long began = System.nanoTime();
      JsonNode snapshot =
          writer
              .rest()
              .post(
                  "/v1/snapshots",
                  Map.of(
                      "from", filled.from().toString(),
                      "to", filled.to().toString(),
                      "baseline", "bench-" + run));
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      Duration cpu = cpu(writer.process().pid());
      GcLog.Heap heap = GcLog.heap(log);
      Path capture = captureOf(snapshot);
      requireWhole(capture, filled);
      Run measured =
          new Run(
              Files.size(capture),
              took,
              cpu,
              heap.mostUsed(),
              heap.mostLive(),
              writer.process().mostResidentBytes());
      Files.delete(capture);
      return measured;
    }
  }

  private static Duration cpu(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().totalCpuDuration())
        .orElse(Duration.ZERO);
  }

  private Path captureOf(JsonNode snapshot) {
    return folder
        .resolve("data")
        .resolve("captures")
        .resolve(snapshot.path("id").asText() + ".json");
  }

  /** A capture that lacks something would be quick. */
  private static void requireWhole(Path capture, TopicFill.Filled filled) throws IOException {
    Verification verification = CaptureVerification.verify(capture);
    if (!verification.isSound() || verification.lines() != filled.traces()) {
      throw new IOException(
          "the capture has %d of %d traces, problems %s"
              .formatted(verification.lines(), filled.traces(), verification.problems()));
    }
  }

  private static String words(String what, Run run) {
    return "%s %.1f s, %.0f MB/s, %.1f s of CPU"
        .formatted(
            what,
            run.took().toMillis() / 1e3,
            run.megabytesPerSecond(),
            run.cpu().toMillis() / 1e3);
  }

  @Override
  public void close() {
    broker.close();
  }
}
