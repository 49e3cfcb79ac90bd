package io.spanline.capture.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spanline.capture.CaptureMetrics;
import io.spanline.capture.DiskSpace;
import io.spanline.capture.HandClock;
import io.spanline.capture.ListedTraces;
import io.spanline.capture.SnapshotScene;
import io.spanline.capture.Snapshots;
import io.spanline.capture.job.Jobs;
import io.spanline.capture.store.CaptureStore;
import io.spanline.captures.FileFormat;
import io.spanline.model.Spans;
import io.spanline.model.Trace;
import io.spanline.rest.ProcessMetrics;
import io.spanline.rest.RestServer;
import io.spanline.rest.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The REST interface over a folder and a listed topic, on a free port, a minute after the epoch.
 */
final class ServedCaptures implements AutoCloseable {
  static final ObjectMapper MAPPER = new ObjectMapper();
  static final Instant NOW = Spans.EPOCH.plusSeconds(60);

  final ListedTraces topic;
  final HandClock clock = new HandClock(NOW);
  private final HttpClient client = HttpClient.newHttpClient();
  final List<String> missing = new CopyOnWriteArrayList<>();
  private final Path data;
  private final CaptureStore store;
  private final Snapshots snapshots;
  private final Jobs jobs;
  private final ProcessMetrics metrics = new ProcessMetrics();
  private final CaptureApi api;
  private final RestServer server;

  ServedCaptures(CaptureStore store, Path data, ListedTraces topic) {
    this.store = store;
    this.data = data;
    this.topic = topic;
    this.snapshots = SnapshotScene.snapshots(data, topic, store, clock);
    this.jobs = new Jobs(snapshots, topic, clock);
    CaptureMetrics meters =
        new CaptureMetrics(metrics.registry(), jobs, new DiskSpace(store.captureFolder(), 0));
    metrics.bind(meters);
    snapshots.watch(meters);
    this.api = new CaptureApi(new CaptureApi.Sources(snapshots, jobs, store, clock), metrics);
    this.server = RestServer.serve(0, FileFormat.JSON, () -> missing, api::addTo);
  }

  static ServedCaptures in(Path data) throws IOException {
    return new ServedCaptures(CaptureStore.open(data), data, new ListedTraces());
  }

  /** The same folder and topic in a new process. */
  ServedCaptures restarted() throws IOException {
    close();
    return new ServedCaptures(CaptureStore.open(data), data, topic);
  }

  /** A request to service a, so many seconds from now. */
  ServedCaptures request(String trace, long seconds) {
    topic.with(trace(trace, seconds));
    return this;
  }

  static Trace trace(String name, long seconds) {
    return Spans.entry("a")
        .inTrace(name)
        .startingAfter(Duration.ofSeconds(60 + seconds))
        .took(Duration.ofNanos(12_500_000))
        .trace();
  }

  HttpResponse<String> post(String body, String... headers) {
    HttpRequest.Builder request =
        to("/v1/snapshots")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  HttpResponse<String> get(String path) {
    return send(to(path));
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    return send(request.build());
  }

  HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
  }

  int port() {
    return server.port();
  }

  List<String> registered() {
    return server.routes();
  }

  List<Route> routes() {
    return api.routes();
  }

  static JsonNode json(HttpResponse<String> answer) {
    try {
      return MAPPER.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The detail of a problem. */
  static String detail(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    return json(answer).path("detail").asText();
  }

  @Override
  public void close() throws IOException {
    jobs.close();
    snapshots.close();
    server.close();
    metrics.close();
    store.close();
  }
}
