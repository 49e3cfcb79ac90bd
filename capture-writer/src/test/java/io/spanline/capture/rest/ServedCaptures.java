package io.spanline.capture.rest;

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
import io.spanline.rest.Exposure;
import io.spanline.rest.ProcessMetrics;
import io.spanline.rest.RestServer;
import io.spanline.rest.Route;
import io.spanline.rest.TestCaller;
import java.io.IOException;
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
  static final Instant NOW = Spans.EPOCH.plusSeconds(60);

  final ListedTraces topic;
  final HandClock clock = new HandClock(NOW);
  final List<String> missing = new CopyOnWriteArrayList<>();
  private final Path data;
  private final CaptureStore store;
  private final Snapshots snapshots;
  private final Jobs jobs;
  private final ProcessMetrics metrics = new ProcessMetrics();
  private final CaptureApi api;
  private final RestServer server;
  final TestCaller caller;

  ServedCaptures(CaptureStore store, Path data, ListedTraces topic) {
    this.store = store;
    this.data = data;
    this.topic = topic;
    this.snapshots = SnapshotScene.snapshots(topic, store, clock);
    this.jobs = new Jobs(snapshots, topic, clock);
    CaptureMetrics meters =
        new CaptureMetrics(metrics.registry(), jobs, new DiskSpace(store.captureFolder(), 0));
    metrics.bind(meters);
    snapshots.watch(meters);
    this.api = new CaptureApi(new CaptureApi.Sources(snapshots, jobs, store, clock), metrics);
    this.server =
        RestServer.serve(Exposure.loopback(0), FileFormat.JSON, () -> missing, api::addTo);
    this.caller = new TestCaller(server.port());
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
        caller
            .request("/v1/snapshots")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    return caller.send(headers.length == 0 ? request : request.headers(headers));
  }

  List<String> registered() {
    return server.routes();
  }

  List<Route> routes() {
    return api.routes();
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
