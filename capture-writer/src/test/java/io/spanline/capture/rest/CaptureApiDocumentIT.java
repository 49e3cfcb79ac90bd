package io.spanline.capture.rest;

import static io.spanline.rest.TestCaller.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spanline.capture.order.Refusal;
import io.spanline.rest.DocumentedApi;
import io.spanline.rest.Route;
import io.spanline.rest.TestCaller;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Holds real answers against the OpenAPI document, and the document against the routes. */
class CaptureApiDocumentIT extends RestScene {
  private static final String SNAPSHOTS = "POST /v1/snapshots";
  private static final String LAST = "{\"last_seconds\":60}";

  private final Set<String> tried = new TreeSet<>();
  private DocumentedApi document;

  @BeforeEach
  void read() {
    document = DocumentedApi.of(get("/openapi.json").body());
  }

  @Test
  void everyAnswerOfTheDocumentIsGivenAndIsAsItSays() throws IOException {
    snapshots();
    jobs();
    files();
    operation();
    for (Route route : served.routes()) {
      refused(route.method() + " " + route.path());
    }
    refused("GET /health/live");
    refused("GET /health/ready");
    troubles();

    assertThat(tried).isEqualTo(document.answers());
  }

  @Test
  void theDocumentHasTheRoutesAndParametersThatThereAreAndNoOther() {
    document.assertHas(served.registered(), served.routes());
  }

  @Test
  void theDocumentHasTheFieldsOfARequestAndNoOther() {
    String known = TestCaller.detail(served.post("{\"no\":1}"), 400).replaceAll(".*are ", "");

    assertThat(List.of(known.split(", ")))
        .containsExactlyInAnyOrderElementsOf(document.fields("SnapshotRequest"));
  }

  @Test
  void aWrongAnswerWouldBeFound() {
    served.request("t1", -30);
    ObjectNode right = (ObjectNode) json(served.post(LAST));
    ObjectNode wrong = right.deepCopy();
    wrong.set("trace", wrong.remove("traces"));

    assertThat(document.faults(SNAPSHOTS, 201, "application/json", right)).isEmpty();
    assertThat(document.faults(SNAPSHOTS, 201, "application/json", wrong)).isNotEmpty();
  }

  private void snapshots() {
    tried(SNAPSHOTS, 422, served.post(LAST));
    served.request("t1", -30);
    tried(SNAPSHOTS, 201, served.post(LAST, "Idempotency-Key", "k"));
    tried(SNAPSHOTS, 201, served.post(LAST, "Idempotency-Key", "k"));
    tried(SNAPSHOTS, 422, served.post("{\"last_seconds\":5}", "Idempotency-Key", "k"));
    tried(SNAPSHOTS, 201, served.post("{\"last\":{\"traces\":9},\"capture_only\":true}"));
    tried(SNAPSHOTS, 201, served.post("{\"last_seconds\":60,\"baseline\":\"b\",\"label\":\"l\"}"));
    tried(SNAPSHOTS, 409, served.post(LAST));
    tried(SNAPSHOTS, 400, served.post("{}"));
    tried(SNAPSHOTS, 413, served.post("{\"label\":\"" + "x".repeat(70_000) + "\"}"));
    tried(SNAPSHOTS, 415, send(to("/v1/snapshots").POST(BodyPublishers.noBody())));
    for (String query : List.of("", "?limit=1", "?after=capture_002")) {
      tried("GET /v1/snapshots", 200, get("/v1/snapshots" + query));
      tried("GET /v1/captures", 200, get("/v1/captures" + query));
    }
    tried("GET /v1/baselines", 200, get("/v1/baselines?limit=1"));
    tried("GET /v1/snapshots", 400, get("/v1/snapshots?limit=0"));
    tried("GET /v1/captures", 400, get("/v1/captures?after=x"));
    tried("GET /v1/baselines", 400, get("/v1/baselines?limit=501"));
  }

  private void jobs() {
    String next = "{\"next\":{\"traces\":1},\"capture_only\":true,\"where\":{\"error\":false}}";
    String path = "/v1/jobs/" + json(served.post(next)).path("id").asText();
    served.request("t2", 10);
    await()
        .untilAsserted(() -> assertThat(json(get(path)).path("state").asText()).isEqualTo("done"));
    HttpResponse<String> begun = served.post("{\"next\":{\"seconds\":9},\"baseline\":\"of-job\"}");
    tried(SNAPSHOTS, 202, begun);
    String waiting = "/v1/jobs/" + json(begun).path("id").asText();
    String unknown = "/v1/jobs/job_0123456789ab";
    tried("GET /v1/jobs", 200, get("/v1/jobs?limit=1"));
    tried("GET /v1/jobs", 404, get("/v1/jobs?after=job_0123456789ab"));
    tried("GET /v1/jobs/{id}", 200, get(path));
    tried("GET /v1/jobs/{id}", 404, get(unknown));
    tried("DELETE /v1/jobs/{id}", 200, send(to(waiting).DELETE()));
    tried("DELETE /v1/jobs/{id}", 409, send(to(path).DELETE()));
    tried("DELETE /v1/jobs/{id}", 404, send(to(unknown).DELETE()));
    tried("GET /v1/jobs", 200, get("/v1/jobs"));
  }

  private void files() {
    String capture = "/v1/captures/capture_001";
    HttpResponse<String> whole = get(capture);
    String tag = whole.headers().firstValue("ETag").orElseThrow();
    tried("GET /v1/captures/{name}", 200, whole);
    tried("GET /v1/captures/{name}", 304, send(to(capture).header("If-None-Match", tag)));
    tried("GET /v1/captures/{name}", 404, get("/v1/captures/capture_999"));
    tried("GET /v1/snapshots/{id}", 200, get("/v1/snapshots/capture_001"));
    tried("GET /v1/snapshots/{id}", 404, get("/v1/snapshots/capture_999"));
    tried("GET /v1/baselines/{name}", 200, get("/v1/baselines/normal"));
    tried("GET /v1/baselines/{name}", 404, get("/v1/baselines/none"));
  }

  private void operation() {
    tried("GET /health/live", 200, get("/health/live"));
    tried("GET /health/ready", 200, get("/health/ready"));
    served.missing.add("the disk");
    await().untilAsserted(() -> assertThat(get("/health/ready").statusCode()).isEqualTo(503));
    tried("GET /health/ready", 503, get("/health/ready"));
    tried("GET /metrics", 200, get("/metrics"));
    tried("GET /openapi.json", 200, get("/openapi.json"));
  }

  /** A parameter that no path takes. */
  private void refused(String operation) {
    String[] parts = operation.split(" ", 2);
    String path = parts[1].replaceAll("\\{.*}", "any") + "?nonsense=1";
    tried(operation, 400, send(to(path).method(parts[0], BodyPublishers.ofString(LAST))));
  }

  private void troubles() throws IOException {
    List<Path> folder = new ArrayList<>();
    try (var files = Files.walk(data.resolve("captures"))) {
      files.forEach(file -> folder.add(0, file));
    }
    for (Path file : folder) {
      Files.delete(file);
    }
    tried(SNAPSHOTS, 500, served.post("{\"last_seconds\":60,\"capture_only\":true}"));
    served.topic.failing(new Refusal(Refusal.Reason.KAFKA_UNAVAILABLE, "Kafka is away"));
    tried(SNAPSHOTS, 503, served.post("{\"last_seconds\":60,\"capture_only\":true}"));
  }

  private void tried(String operation, int status, HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(operation + ": " + answer.body()).isEqualTo(status);
    document.assertDescribes(operation, answer);
    tried.add(operation + " " + status);
    if (operation.startsWith("GET ")) {
      HttpResponse<String> head =
          send(
              HttpRequest.newBuilder(answer.request(), (name, value) -> true)
                  .method("HEAD", BodyPublishers.noBody()));
      assertThat(head.statusCode()).as("HEAD for " + operation).isEqualTo(status);
      if (document.operations().contains("HEAD" + operation.substring(3))) {
        tried("HEAD" + operation.substring(3), status, head);
      }
    }
  }
}
