package io.spanline.capture.rest;

import static io.spanline.model.Spans.ms;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spanline.capture.CaptureSettings;
import io.spanline.capture.ListedTraces;
import io.spanline.capture.Refusal;
import io.spanline.capture.Snapshots;
import io.spanline.capture.store.CaptureStore;
import io.spanline.capture.store.FailingStores;
import io.spanline.file.FileFormat;
import io.spanline.file.Manifest;
import io.spanline.model.Spans;
import io.spanline.model.Traces;
import io.spanline.rest.RestServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaptureRestIT {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Instant NOW = Spans.EPOCH.plusSeconds(60);

  private final HttpClient client = HttpClient.newHttpClient();
  private final ListedTraces topic = new ListedTraces();
  @TempDir private Path data;
  private CaptureStore store;
  private Snapshots snapshots;
  private RestServer server;

  @BeforeEach
  void start() throws IOException {
    serve(CaptureStore.open(data));
  }

  private void serve(CaptureStore opened) {
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    store = opened;
    snapshots =
        new Snapshots(
            topic,
            store,
            new CaptureSettings(0, "", data, Duration.ofSeconds(10), new TreeMap<>()),
            clock);
    server =
        RestServer.serve(
            0,
            FileFormat.JSON,
            List::of,
            new SnapshotRoutes(snapshots, store, clock).andThen(new FileRoutes(store)));
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
    snapshots.close();
    store.close();
  }

  @Test
  void aSnapshotIsCreatedAndFoundAtItsLocation() throws Exception {
    oneTrace();

    HttpResponse<String> answer = post("{\"last_seconds\":60,\"label\":\"first\"}");

    assertThat(answer.statusCode()).isEqualTo(201);
    JsonNode body = MAPPER.readTree(answer.body());
    assertThat(body.path("id").asText()).isEqualTo("capture_001");
    assertThat(body.path("traces").asInt()).isEqualTo(1);
    assertThat(body.path("complete").asBoolean()).isTrue();
    assertThat(body.has("incomplete")).isFalse();
    assertThat(body.has("warning")).isFalse();
    assertThat(body.at("/services/a"))
        .isEqualTo(
            MAPPER.readTree(
                """
            {"requests":1,"errors":0,"error_rate":0.0,
             "p50_ms":12.5,"p95_ms":12.5,"min_ms":12.5,"max_ms":12.5}"""));
    HttpResponse<String> manifest = get(answer.headers().firstValue("Location").orElseThrow());
    assertThat(manifest.body())
        .isEqualTo(Files.readString(data.resolve("captures/capture_001.manifest.json")));
  }

  @Test
  void saysWhyACaptureMayBeIncomplete() throws Exception {
    oneTrace();
    topic.incomplete(new Manifest.Incomplete(List.of("assembly is behind", "traces are gone"), 3));

    HttpResponse<String> answer = post("{\"last_seconds\":60}");

    assertThat(answer.statusCode()).isEqualTo(201);
    JsonNode body = MAPPER.readTree(answer.body());
    assertThat(body.path("complete").asBoolean(true)).isFalse();
    assertThat(body.path("incomplete"))
        .isEqualTo(
            MAPPER.readTree(
                "{\"reasons\":[\"assembly is behind\",\"traces are gone\"],\"open_spans\":3}"));
  }

  @Test
  void aSnapshotWhoseBaselineIsNotInPlaceIsCreatedWithAWarning() throws Exception {
    stop();
    serve(FailingStores.namingNoBaseline(data));
    oneTrace();

    HttpResponse<String> answer = post("{\"last_seconds\":60}");

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(MAPPER.readTree(answer.body()).path("warning").asText())
        .contains("baseline 'normal' is not in place yet", "no space left");
    assertThat(get("/v1/snapshots/capture_001").statusCode()).isEqualTo(200);
    assertThat(get("/v1/baselines/normal").statusCode()).isEqualTo(404);
  }

  @Test
  void pathsInTheAnswerAreThoseOfTheFiles() throws Exception {
    oneTrace();

    JsonNode body = MAPPER.readTree(post("{\"last_seconds\":60}").body());

    assertThat(Path.of(body.path("capture").asText())).isRegularFile();
    assertThat(Path.of(body.path("manifest").asText())).isRegularFile();
    assertThat(Path.of(body.path("baseline").asText())).isRegularFile();
  }

  @Test
  void handsOutTheFilesAsTheyAre() throws Exception {
    oneTrace();
    post("{\"last_seconds\":60}");

    HttpResponse<String> capture = get("/v1/captures/capture_001.json");
    HttpResponse<String> baseline = get("/v1/baselines/normal");

    assertThat(capture.headers().firstValue("Content-Type")).contains("application/x-ndjson");
    assertThat(capture.body())
        .isEqualTo(Files.readString(data.resolve("captures/capture_001.json")));
    assertThat(get("/v1/captures/capture_001").body()).isEqualTo(capture.body());
    assertThat(baseline.headers().firstValue("Content-Type")).contains("application/yaml");
    assertThat(baseline.body())
        .isEqualTo(Files.readString(data.resolve("baselines/normal_baseline.yaml")));
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/snapshots, /snapshots/0/id, capture_001",
    "/v1/captures, /captures/0/file, capture_001.json",
    "/v1/baselines, /baselines/0/name, normal"
  })
  void listsWhatThereIs(String path, String pointer, String expected) throws Exception {
    assertThat(MAPPER.readTree(get(path).body()).path(path.substring(4))).isEmpty();
    oneTrace();
    post("{\"last_seconds\":60}");

    assertThat(MAPPER.readTree(get(path).body()).at(pointer).asText()).isEqualTo(expected);
  }

  @Test
  void aTakenBaselineIsAConflictUntilItMayBeReplaced() throws Exception {
    oneTrace();
    post("{\"last_seconds\":60}");

    assertThat(detail(post("{\"last_seconds\":60}"), 409)).contains("\"replace\": true");
    assertThat(post("{\"last_seconds\":60,\"replace\":true}").statusCode()).isEqualTo(201);
    assertThat(post("{\"last_seconds\":60,\"baseline\":\"other\"}").statusCode()).isEqualTo(201);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"last_secs\":60}                         | 400 | unknown field 'last_secs'",
        "{\"last_seconds\":\"60\"}                  | 400 | 'last_seconds' must be a whole number",
        "{\"last_seconds\":60,\"baseline\":\"../x\"}| 400 | was '../x'",
        "{\"last_seconds\":60,\"baseline\":\"a/b\"} | 400 | was 'a/b'",
        "{\"last_seconds\":60,\"baseline\":\"%2e\"} | 400 | was '%2e'",
        "{\"last_seconds\":60,\"baseline\":\"\"}    | 400 | was ''",
        "{\"last_seconds\":-1}                      | 422 | last_seconds must be",
        "{\"last_seconds\":1}                       | 422 | no trace began in",
        "{\"last_seconds\":99999999999999999999}    | 400 | 'last_seconds'",
        "{\"from\":\"-999999999-01-01T00:00:00Z\",\"to\":\"2026-01-01T00:01:00Z\"} | 422 | 24 h",
        "{\"from\":\"1969-12-31T23:59:59Z\",\"to\":\"2026-01-01T00:01:00Z\"} | 422 | 24 h",
        "{\"last_seconds\":                         | 400 | not JSON",
        "{}                                         | 400 | no time range"
      })
  void refusesABadRequestAndLeavesNoFile(String body, int status, String detail) throws Exception {
    oneTrace();

    assertThat(detail(post(body), status)).contains(detail);

    assertNoFile();
  }

  @Test
  void saysThatKafkaIsAway() throws Exception {
    topic.failing(new Refusal(Refusal.Reason.KAFKA_UNAVAILABLE, "Kafka does not answer"));

    HttpResponse<String> answer = post("{\"last_seconds\":60}");

    assertThat(detail(answer, 503)).isEqualTo("Kafka does not answer");
    assertThat(answer.headers().firstValue("Retry-After")).contains("5");
    assertNoFile();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/captures/..%2f..%2fetc%2fpasswd",
        "/v1/captures/%2e%2e%2fx",
        "/v1/captures/.lock",
        "/v1/snapshots/capture_1",
        "/v1/baselines/..%2fx",
        "/v1/baselines/%00",
        "/v1/baselines/A"
      })
  void refusesNamesThatAreNone(String path) throws Exception {
    assertThat(get(path).statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/v1/captures/capture_001", "/v1/snapshots/capture_001", "/v1/baselines/normal"})
  void saysWhereToLookForWhatIsNotThere(String path) throws Exception {
    assertThat(detail(get(path), 404)).contains("lists what there is");
  }

  private void oneTrace() {
    topic.with(
        Traces.complete(
            List.of(
                Spans.entry("a")
                    .startingAfter(ms(30_000))
                    .took(Duration.ofNanos(12_500_000))
                    .span())));
  }

  private void assertNoFile() throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      assertThat(files.filter(Files::isRegularFile).map(Path::getFileName).map(Path::toString))
          .containsExactly(".lock");
    }
  }

  private static String detail(HttpResponse<String> answer, int status) throws IOException {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    return MAPPER.readTree(answer.body()).path("detail").asText();
  }

  private HttpResponse<String> post(String body) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(uri("/v1/snapshots"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }
}
