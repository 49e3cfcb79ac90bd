package io.spanline.bench.capture;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import io.spanline.captures.verification.CaptureVerification;
import io.spanline.captures.verification.Verification;
import io.spanline.harness.crash.WriterProcess;
import io.spanline.harness.crash.WriterProgram;
import io.spanline.harness.process.BrokerProcess;
import io.spanline.settings.Catalogue;
import io.spanline.settings.Settings;
import io.spanline.stack.Checkout;
import io.spanline.stack.plan.JavaProgram;
import io.spanline.stack.plan.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills a topic and writes captures of it by one process of capture-writer. */
public final class CaptureBench implements AutoCloseable {
  /** What a JVM logs of a collection: megabytes before and after. */
  private static final Pattern COLLECTION = Pattern.compile("(\\d+)M->(\\d+)M\\(\\d+M\\)");

  // A gigabyte on a slow machine.
  private static final Duration ANSWER = Duration.ofMinutes(10);

  private final Checkout checkout;
  private final Path folder;
  private final BrokerProcess broker;
  private final Consumer<String> say;

  /**
   * Makes a bench; {@link #run} starts its parts.
   *
   * @param folder for all that is written, the topic's data too
   * @param say hears of the progress
   */
  public CaptureBench(Checkout checkout, Path folder, Consumer<String> say) {
    this.checkout = checkout;
    this.folder = folder;
    this.say = say;
    this.broker = new BrokerProcess(Ports.free(Settings.of(Map.of())), folder);
  }

  /**
   * One capture as it was written.
   *
   * @param bytes of its file
   * @param seconds from the request to the answer
   * @param cpuSeconds of all threads of capture-writer meanwhile
   */
  public record Run(long bytes, double seconds, @JsonProperty("cpu_seconds") double cpuSeconds) {
    /** A line for people. */
    public String words() {
      return "%.0f MB in %.1f s, %.0f MB/s, %.1f s of CPU"
          .formatted(bytes / 1e6, seconds, bytes / 1e6 / seconds, cpuSeconds);
    }
  }

  /**
   * The memory of capture-writer over all its runs.
   *
   * @param heapMost megabytes of heap that were in use at most
   * @param heapLive that a collection left at most
   * @param resident bytes of memory at most
   */
  public record Memory(
      @JsonProperty("heap_mb") long heapMost,
      @JsonProperty("live_mb") long heapLive,
      @JsonProperty("resident_bytes") long resident) {}

  /**
   * The outcome.
   *
   * @param runs in order; the first loads and compiles the program
   */
  public record Result(long traces, long records, List<Run> runs, @JsonUnwrapped Memory memory) {
    public Result {
      runs = List.copyOf(runs);
    }
  }

  /** Fills a topic with at least n bytes and captures it a number of times. */
  public Result run(long bytes, int times) throws IOException, InterruptedException {
    say.accept("starting a broker");
    broker.start();
    TopicFill.Filled filled = fill(bytes);
    Path log = folder.resolve("gc.log");
    List<Run> runs = new ArrayList<>();
    try (WriterProcess writer =
        WriterProcess.start(program(log), folder.resolve("data"), folder.resolve("writer.log"))) {
      writer.awaitReady();
      for (int run = 1; run <= times; run++) {
        say.accept("capture %d of %d".formatted(run, times));
        runs.add(capture(writer, run, filled));
      }
      Memory memory = memory(log, writer.mostResidentBytes());
      return new Result(filled.traces(), filled.records(), runs, memory);
    }
  }

  private static Memory memory(Path log, long resident) throws IOException {
    long used = 0;
    long live = 0;
    for (String line : Files.readAllLines(log)) {
      Matcher collection = COLLECTION.matcher(line);
      if (collection.find()) {
        used = Math.max(used, Long.parseLong(collection.group(1)));
        live = Math.max(live, Long.parseLong(collection.group(2)));
      }
    }
    return new Memory(used, live, resident);
  }

  /** As the stack starts it, and with a log of its collections. */
  private WriterProgram program(Path log) {
    WriterProgram program = WriterProgram.of(checkout, broker.bootstrap());
    List<String> options = new ArrayList<>(JavaProgram.CAPTURE_WRITER_OPTIONS);
    options.add("-Xlog:gc:file=" + log);
    Map<String, String> settings = new HashMap<>(program.settings());
    // The traces are older: there are no statistics to be waited for.
    settings.put(Catalogue.STATISTICS_RETENTION.name(), "PT1M");
    return new WriterProgram(program.classPath(), options, settings);
  }

  private TopicFill.Filled fill(long bytes) {
    long[] said = {0};
    try (TopicFill fill = new TopicFill(broker.bootstrap())) {
      return fill.fill(
          bytes,
          written -> {
            if (written - said[0] >= bytes / 5) {
              said[0] = written;
              say.accept("filling the topic: %d of %d MB".formatted(written >> 20, bytes >> 20));
            }
          });
    }
  }

  private Run capture(WriterProcess writer, int run, TopicFill.Filled filled) throws IOException {
    double cpu = cpuSeconds(writer);
    long began = System.nanoTime();
    JsonNode snapshot =
        writer
            .rest(ANSWER)
            .post(
                "/v1/snapshots",
                Map.of(
                    "from", filled.from().toString(),
                    "to", filled.to().toString(),
                    "baseline", "bench-" + run));
    double seconds = (System.nanoTime() - began) / 1e9;
    Path capture = folder.resolve("data/captures/%s.json".formatted(snapshot.path("id").asText()));
    Run measured = new Run(Files.size(capture), seconds, cpuSeconds(writer) - cpu);
    requireWhole(capture, filled);
    Files.delete(capture);
    return measured;
  }

  private static double cpuSeconds(WriterProcess writer) {
    Optional<Duration> cpu =
        ProcessHandle.of(writer.pid()).flatMap(process -> process.info().totalCpuDuration());
    return cpu.orElse(Duration.ZERO).toNanos() / 1e9;
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

  @Override
  public void close() {
    broker.close();
  }
}
