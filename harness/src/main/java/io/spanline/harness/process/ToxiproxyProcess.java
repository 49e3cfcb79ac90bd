package io.spanline.harness.process;

import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import io.spanline.topic.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Toxiproxy with one proxy, whose toxics are put in and taken out; every call of it is bounded. */
public final class ToxiproxyProcess implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(20);
  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final String PROXY = "/proxies/broker";

  private final Path program;
  private final Settings settings;
  private final OwnProcess process;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(ANSWER).build();

  /**
   * A Toxiproxy that does not run yet.
   *
   * @param program the server
   * @param settings say the port of its API
   * @param folder for its log
   */
  public ToxiproxyProcess(Path program, Settings settings, Path folder) {
    this.program = program;
    this.settings = settings;
    this.process = new OwnProcess("toxiproxy", folder, folder);
  }

  /** Starts it with a proxy between two ports of 127.0.0.1. */
  public void start(int listen, int upstream) throws IOException {
    String port = String.valueOf(settings.port(Port.TOXIPROXY));
    process.start(
        List.of(program.toString(), "-host", "127.0.0.1", "-port", port), settings, Map.of());
    process.awaitReady(START, this::answers);
    call(
        "POST",
        "/proxies",
        Map.of(
            "name",
            "broker",
            "listen",
            "127.0.0.1:" + listen,
            "upstream",
            "127.0.0.1:" + upstream,
            "enabled",
            true));
  }

  /**
   * Puts a toxic in, on every connection: {@code upstream} for what goes to the broker, {@code
   * downstream} for what comes from it.
   */
  public void add(String type, String direction, Map<String, Object> attributes)
      throws IOException {
    call(
        "POST",
        PROXY + "/toxics",
        Map.of(
            "name",
            type + "-" + direction,
            "type",
            type,
            "stream",
            direction,
            "toxicity",
            1.0,
            "attributes",
            attributes));
  }

  public void remove(String type, String direction) throws IOException {
    call("DELETE", PROXY + "/toxics/" + type + "-" + direction, Map.of());
  }

  @Override
  public void close() {
    process.close();
  }

  private boolean answers() {
    try {
      call("GET", "/version", Map.of());
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private void call(String method, String path, Map<String, Object> body) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + settings.address(Port.TOXIPROXY) + path))
            .timeout(ANSWER)
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(Json.write(body)))
            .build();
    try {
      HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() / 100 != 2) {
        throw new IOException(
            "Toxiproxy answered %d to %s %s: %s"
                .formatted(
                    answer.statusCode(),
                    method,
                    path,
                    new String(answer.body(), StandardCharsets.UTF_8)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
