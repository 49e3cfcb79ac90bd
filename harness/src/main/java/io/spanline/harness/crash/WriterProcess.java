package io.spanline.harness.crash;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanline.capture.CaptureWriter;
import io.spanline.topic.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A process of capture-writer on a free port. */
public final class WriterProcess implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration END = Duration.ofSeconds(60);
  private static final long PAUSE_NANOS = 20_000_000;

  private final int port = freePort();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final Path log;

  private WriterProcess(WriterProgram program, Path data, Path log, List<String> main)
      throws IOException {
    this.log = log;
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx192m",
                "-cp",
                program.classPath()));
    command.addAll(main);
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("SPANLINE_"));
    environment.put("SPANLINE_PORT_CAPTURE_WRITER", String.valueOf(port));
    environment.put(
        "SPANLINE_PORT_KAFKA", program.kafka().substring(program.kafka().indexOf(':') + 1));
    environment.put("SPANLINE_PORT_TOXIPROXY", String.valueOf(freePort()));
    environment.put("SPANLINE_DATA_DIR", data.toString());
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    this.process = builder.start();
  }

  /** One that lives until it is closed. */
  public static WriterProcess start(WriterProgram program, Path data, Path log) throws IOException {
    return new WriterProcess(program, data, log, List.of(CaptureWriter.class.getName()));
  }

  /** One that is killed at a point; of one from outside the caller has to see to it. */
  static WriterProcess killedAt(KillPoint point, WriterProgram program, Path data, Path log)
      throws IOException {
    return point.step() == null
        ? start(program, data, log)
        : new WriterProcess(
            program, data, log, List.of(KilledCaptureWriter.class.getName(), point.step().name()));
  }

  /** Returns once it can take snapshots. */
  public WriterProcess awaitReady() throws IOException {
    long deadline = System.nanoTime() + START.toNanos();
    while (true) {
      if (!process.isAlive() || System.nanoTime() - deadline > 0) {
        close();
        throw new IOException("capture-writer is not ready: " + Files.readString(log));
      }
      try {
        if (answer(request("/health/ready").build()).statusCode() == 200) {
          return this;
        }
      } catch (IOException e) {
        // Not listening yet.
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
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

  /** Kills it as soon as an unfinished file is large enough; false if it was over before. */
  boolean killOnce(Path folder, String prefix, long bytes, CompletableFuture<?> over)
      throws IOException {
    while (!over.isDone()) {
      try (var files = Files.list(folder)) {
        if (files.anyMatch(file -> isLarge(file, prefix, bytes))) {
          process.destroyForcibly();
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isLarge(Path file, String prefix, long bytes) {
    try {
      return String.valueOf(file.getFileName()).startsWith(prefix) && Files.size(file) >= bytes;
    } catch (IOException e) {
      return false; // gone meanwhile
    }
  }

  /** The exit code; 137 after SIGKILL. */
  public int awaitEnd() throws IOException {
    try {
      if (!process.waitFor(END.toSeconds(), TimeUnit.SECONDS)) {
        throw new IOException("capture-writer still runs after " + END);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    return process.exitValue();
  }

  public long pid() {
    return process.pid();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(Duration.ofSeconds(60));
  }

  private HttpResponse<byte[]> answer(HttpRequest request) throws IOException {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
