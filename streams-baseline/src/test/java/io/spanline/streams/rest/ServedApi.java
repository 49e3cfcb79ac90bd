package io.spanline.streams.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.spanline.api.HealthReport;
import io.spanline.rest.RestServer;
import io.spanline.rest.Route;
import io.spanline.settings.Settings;
import io.spanline.topic.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

/** The REST interface over fixed sources, on a free port, without Kafka. */
final class ServedApi implements AutoCloseable {
  private final HttpClient client = HttpClient.newHttpClient();
  private final BaselineMetrics metrics;
  private final BaselineApi api;
  private final RestServer server;

  ServedApi(FixedSources sources, Instances instances, List<String> missing) {
    metrics = new BaselineMetrics(sources, sources, () -> FixedSources.NOW);
    HealthReport health =
        new HealthReport(
            "1",
            missing.isEmpty() ? "RUNNING" : "REBALANCING",
            missing.isEmpty(),
            missing,
            List.of(),
            List.of("RUNNING"),
            0,
            List.of(new HealthReport.Restoring("open-traces", 2, 10, 100)),
            List.of(new HealthReport.Lag(0, 5)),
            new HealthReport.DeadLetters(4, 4),
            List.of(new HealthReport.Instance("127.0.0.1:18090", List.of(1, 0), true)));
    api =
        new BaselineApi(
            Settings.of(Map.of()),
            () -> FixedSources.NOW,
            new BaselineApi.Sources(sources, sources, instances, () -> health),
            metrics);
    server = RestServer.serve(0, Json.MAPPER, () -> missing, api::addTo);
  }

  static ServedApi of(FixedSources sources) {
    return new ServedApi(sources, List::of, List.of());
  }

  String address() {
    return "127.0.0.1:" + server.port();
  }

  List<String> registered() {
    return server.routes();
  }

  List<Route> routes() {
    return api.routes();
  }

  HttpResponse<String> get(String path) {
    return send("GET", path);
  }

  HttpResponse<String> send(String method, String path) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://" + address() + path))
              .method(method, HttpRequest.BodyPublishers.noBody())
              .build();
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The JSON of an answer of that status. */
  JsonNode json(String path, int status) {
    HttpResponse<String> answer = get(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    try {
      return Json.MAPPER.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Override
  public void close() {
    server.close();
    metrics.close();
  }
}
