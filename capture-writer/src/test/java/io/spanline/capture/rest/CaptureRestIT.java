package io.spanline.capture.rest;

import static io.spanline.rest.TestCaller.detail;
import static io.spanline.rest.TestCaller.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanline.capture.ListedTraces;
import io.spanline.capture.order.Refusal;
import io.spanline.capture.store.FailingStores;
import io.spanline.captures.manifest.Manifest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaptureRestIT extends RestScene {
  @Test
  void aSnapshotIsCreatedAndFoundAtItsLocation() throws Exception {
    oneTrace();

    HttpResponse<String> answer = post("{\"last_seconds\":60,\"label\":\"first\"}");

    assertThat(answer.statusCode()).isEqualTo(201);
    JsonNode body = json(answer);
    assertThat(body.path("id").asText()).isEqualTo("capture_001");
    assertThat(body.path("traces").asInt()).isEqualTo(1);
    assertThat(body.path("complete").asBoolean()).isTrue();
    assertThat(body.has("incomplete")).isFalse();
    assertThat(body.has("warning")).isFalse();
    assertThat(body.at("/services/a").toString())
        .isEqualTo(
            "{\"requests\":1,\"errors\":0,\"error_rate\":0.0,\"timed\":1,\"p50_ms\":12.5,\"p95_ms\":12.5,"
                + "\"p99_ms\":12.5,\"min_ms\":12.5,\"max_ms\":12.5}");
    for (String file : List.of("capture", "manifest", "baseline")) {
      assertThat(Path.of(body.path(file).asText())).isRegularFile();
    }
    HttpResponse<String> manifest = get(answer.headers().firstValue("Location").orElseThrow());
    assertThat(manifest.body())
        .isEqualTo(Files.readString(data.resolve("captures/capture_001.manifest.json")));
  }

  @Test
  void saysWhyACaptureMayBeIncomplete() throws Exception {
    oneTrace();
    served.topic.incomplete(
        new Manifest.Incomplete(List.of("assembly is behind", "traces are gone"), 3, 2));

    HttpResponse<String> answer = post("{\"last_seconds\":60}");

    assertThat(answer.statusCode()).isEqualTo(201);
    JsonNode body = json(answer);
    assertThat(body.path("complete").asBoolean(true)).isFalse();
    assertThat(body.path("incomplete").toString())
        .isEqualTo(
            "{\"reasons\":[\"assembly is behind\",\"traces are gone\"],\"open_spans\":3,\"open_traces\":2}");
  }

  @Test
  void aSnapshotWhoseBaselineIsNotInPlaceIsCreatedWithAWarning() throws Exception {
    served.close();
    served = new ServedCaptures(FailingStores.namingNoBaseline(data), data, new ListedTraces());
    oneTrace();

    HttpResponse<String> answer = post("{\"last_seconds\":60}");

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(json(answer).path("warning").asText())
        .contains("baseline 'normal' is not in place yet", "no space left");
    assertThat(get("/v1/snapshots/capture_001").statusCode()).isEqualTo(200);
    assertThat(get("/v1/baselines/normal").statusCode()).isEqualTo(404);
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
    assertThat(json(get(path)).path(path.substring(4))).isEmpty();
    oneTrace();
    post("{\"last_seconds\":60}");

    assertThat(json(get(path)).at(pointer).asText()).isEqualTo(expected);
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
        "{\"last_seconds\":60,\"baseline\":\"../x\"}| 400 | invalid baseline name '../x'",
        "{\"last_seconds\":1}                       | 422 | nothing began in",
        "{\"last_seconds\":99999999999999999999}    | 400 | 'last_seconds'",
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
    served.topic.failing(new Refusal(Refusal.Reason.KAFKA_UNAVAILABLE, "Kafka does not answer"));

    HttpResponse<String> answer = post("{\"last_seconds\":60}");

    assertThat(detail(answer, 503)).isEqualTo("Kafka does not answer");
    assertThat(answer.headers().firstValue("Retry-After")).contains("5");
    assertNoFile();
  }

  @Test
  void listsComeInParts() throws Exception {
    oneTrace();
    for (int i = 0; i < 3; i++) {
      post("{\"last_seconds\":60,\"capture_only\":true}");
    }

    JsonNode first = json(get("/v1/captures?limit=2"));
    JsonNode rest = json(get(first.path("next").asText()));

    assertThat(first.path("captures")).hasSize(2);
    assertThat(rest.path("captures")).hasSize(1);
    assertThat(rest.at("/captures/0/file").asText()).isEqualTo("capture_003.json");
    assertThat(rest.has("next")).isFalse();
  }

  @Test
  void countsWhatBecameOfSnapshotsAndWhatTheyWrote() throws Exception {
    post("{\"last_seconds\":60}");
    oneTrace();
    post("{\"last_seconds\":60}");
    post("{\"last_seconds\":60}");
    long bytes = Files.size(data.resolve("captures/capture_001.json"));

    assertThat(get("/metrics").body())
        .contains(
            "spanline_snapshots_total{result=\"taken\"} 1.0",
            "spanline_snapshots_total{result=\"no-traces\"} 1.0",
            "spanline_snapshots_total{result=\"baseline-exists\"} 1.0",
            "spanline_snapshots_total{result=\"disk\"} 0.0",
            "spanline_captures_traces_total 1.0",
            "spanline_captures_written_bytes_total " + (double) bytes,
            "spanline_jobs{state=\"waiting\"} 0.0",
            "spanline_snapshots_duration_seconds_count 1");
  }
}
