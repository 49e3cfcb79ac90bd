package io.spanline.harness.crash;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanline.capture.CaptureWriter;
import io.spanline.clients.Rest;
import io.spanline.harness.process.OwnProcess;
import io.spanline.settings.Catalogue;
import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import io.spanline.stack.plan.JavaProgram;
import io.spanline.stack.plan.Ports;
import io.spanline.topic.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
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

/** A process of capture-writer on a free port, with a folder of its own. */
public final class WriterProcess extends OwnProcess {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient http = HttpClient.newHttpClient();

  private WriterProcess(WriterProgram program, Path data, Path log, List<String> main)
      throws IOException {
    super(
        String.valueOf(log.getFileName()).replace(".log", ""),
        Ports.free(Settings.of(Map.of()))
            .with(program.settings())
            .with(Map.of(Catalogue.DATA_DIR.name(), data.toString())),
        log.toAbsolutePath().resolveSibling(""),
        log.toAbsolutePath().resolveSibling(""));
    // It has a process group of its own, which Ctrl-C does not reach.
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "writer-stop"));
    launch(
        new JavaProgram(
            main.get(0), program.classPath(), program.options(), main.subList(1, main.size())));
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
      awaitReady(PATIENCE, () -> rest(PATIENCE).answers("/health/ready"));
    } catch (RuntimeException e) {
      close();
      throw e;
    }
    return this;
  }

  /** What it says to a request: the id of the capture, or the detail of the problem. */
  public record Answer(int status, String said) {
    private static Answer of(HttpResponse<byte[]> response) {
      try {
        JsonNode body = Json.MAPPER.readTree(response.body());
        String field = response.statusCode() / 100 == 2 ? "id" : "detail";
        return new Answer(response.statusCode(), body.path(field).asText(body.toString()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Asks for a snapshot; the answer comes when it comes. */
  public CompletableFuture<Answer> post(String body, String key) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + address() + "/v1/snapshots"))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray()).thenApply(Answer::of);
  }

  /** Its REST interface, for answers that take up to a time. */
  public Rest rest(Duration longest) {
    return new Rest("capture-writer", address(), longest);
  }

  private String address() {
    return settings().address(Port.CAPTURE_WRITER);
  }

  /**
   * Kills it as soon as the unfinished file of a point is large enough; false if the request was
   * over before.
   */
  boolean killOnce(Path folder, KillPoint point, CompletableFuture<?> over) throws IOException {
    while (!over.isDone()) {
      try (var files = Files.list(folder)) {
        if (files.anyMatch(file -> isLarge(file, point))) {
          kill();
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
    return awaitEnd(PATIENCE);
  }
}
