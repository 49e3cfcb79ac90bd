package io.spanline.streams.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanline.api.HealthReport;
import io.spanline.rest.Exposure;
import io.spanline.rest.RestServer;
import io.spanline.rest.Route;
import io.spanline.rest.TestCaller;
import io.spanline.settings.Settings;
import io.spanline.topic.Json;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

/** The REST interface over fixed sources, on a free port, without Kafka. */
final class ServedApi implements AutoCloseable {
  private final BaselineMetrics metrics;
  private final BaselineApi api;
  private final RestServer server;
  final TestCaller caller;

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
    server = RestServer.serve(Exposure.loopback(0), Json.MAPPER, () -> missing, api::addTo);
    caller = new TestCaller(server.port());
  }

  static ServedApi of(FixedSources sources) {
    return new ServedApi(sources, List::of, List.of());
  }

  List<String> registered() {
    return server.routes();
  }

  List<Route> routes() {
    return api.routes();
  }

  HttpResponse<String> get(String path) {
    return caller.get(path);
  }

  /** The JSON of an answer of that status. */
  JsonNode json(String path, int status) {
    HttpResponse<String> answer = get(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return TestCaller.json(answer);
  }

  @Override
  public void close() {
    server.close();
    metrics.close();
  }
}
