package io.spanline.harness.crash;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanline.capture.CaptureWriter;
import io.spanline.harness.process.OwnProcess;
import io.spanline.settings.Catalogue;
import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import io.spanline.stack.plan.JavaProgram;
import io.spanline.stack.plan.Ports;
import io.spanline.topic.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A process of capture-writer on a free port, with a small heap and a folder of its own. */
public final class WriterProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Settings settings;
  private final OwnProcess process;

  private WriterProcess(WriterProgram program, Path data, Path log, List<String> main)
      throws IOException {
    String kafka = program.kafka().substring(program.kafka().indexOf(':') + 1);
    this.settings =
        Ports.free(Settings.of(Map.of()))
            .with(
                Map.of(
                    Port.KAFKA.setting().name(),
                    kafka,
                    Catalogue.DATA_DIR.name(),
                    data.toString()));
    String name = String.valueOf(log.getFileName()).replace(".log", "");
    Path folder = requireNonNull(log.toAbsolutePath().getParent());
    this.process = new OwnProcess(name, folder, folder);
    JavaProgram java =
        new JavaProgram(
            main.get(0), program.classPath(), List.of("-Xmx192m"), main.subList(1, main.size()));
    // It has a process group of its own, which Ctrl-C does not reach.
    Runtime.getRuntime().addShutdownHook(new Thread(process::close, "writer-stop"));
    process.start(java.command(), settings, Map.of());
  }

  /** Starts one that lives until it is closed. */
  public static WriterProcess start(WriterProgram program, Path data, Path log) throws IOException {
    return new WriterProcess(program, data, log, List.of(CaptureWriter.class.getName()));
  }

  /** Starts one that kills itself at a point; if that is done from outside, the caller must. */
  static WriterProcess killedAt(KillPoint point, WriterProgram program, Path data, Path log)
      throws IOException {
    return point.step() == null
        ? start(program, data, log)
        : new WriterProcess(
            program, data, log, List.of(KilledCaptureWriter.class.getName(), point.step().name()));
  }

  /** Returns once it can take snapshots. */
  public WriterProcess awaitReady() {
    try {
      process.awaitReady(PATIENCE, this::isReady);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
    return this;
  }

  /** Asks for a snapshot; the answer comes when it comes. */
  public CompletableFuture<HttpResponse<byte[]>> post(String body, String key) {
    return http.sendAsync(
        request("/v1/snapshots")
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  /** The answer's body. */
  static JsonNode json(HttpResponse<byte[]> answer) throws IOException {
    return Json.MAPPER.readTree(answer.body());
  }

  /**
   * Kills it as soon as the unfinished file of a point is large enough; false if the request was
   * over before.
   */
  boolean killOnce(Path folder, KillPoint point, CompletableFuture<?> over) throws IOException {
    while (!over.isDone()) {
      try (var files = Files.list(folder)) {
        if (files.anyMatch(file -> isLarge(file, point))) {
          process.kill();
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isLarge(Path file, KillPoint point) {
    try {
      return String.valueOf(file.getFileName()).startsWith(point.file())
          && Files.size(file) >= point.bytes();
    } catch (IOException e) {
      return false; // gone meanwhile
    }
  }

  /** The exit code; 137 after SIGKILL. */
  public int awaitEnd() {
    return process.awaitEnd(PATIENCE);
  }

  public long pid() {
    return process.pid();
  }

  private boolean isReady() {
    try {
      HttpRequest ready = request("/health/ready").build();
      return http.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false; // not listening yet
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private HttpRequest.Builder request(String path) {
    String address = settings.address(Port.CAPTURE_WRITER);
    return HttpRequest.newBuilder(URI.create("http://" + address + path)).timeout(PATIENCE);
  }

  @Override
  public void close() {
    process.close();
  }
}
