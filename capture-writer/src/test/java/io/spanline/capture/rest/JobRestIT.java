package io.spanline.capture.rest;

import static io.spanline.rest.TestCaller.detail;
import static io.spanline.rest.TestCaller.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class JobRestIT extends RestScene {
  @Test
  void aJobShowsItsProgressAndLeadsToItsSnapshot() {
    HttpResponse<String> begun =
        post(
            "{\"next\":{\"traces\":2},\"within_seconds\":60,\"label\":\"soon\","
                + "\"where\":{\"service\":\"a\"},\"baseline\":\"of-a\"}");
    String path = begun.headers().firstValue("Location").orElseThrow();

    assertThat(begun.statusCode()).isEqualTo(202);
    JsonNode job = json(begun);
    assertThat(path).isEqualTo("/v1/jobs/" + job.path("id").asText());
    assertThat(job.path("state").asText()).isEqualTo("waiting");
    assertThat(job.at("/wanted/traces").asInt()).isEqualTo(2);
    assertThat(job.at("/wanted/where/service").asText()).isEqualTo("a");
    assertThat(Instant.parse(job.path("deadline").asText()))
        .isEqualTo(ServedCaptures.NOW.plusSeconds(60));

    served.request("before", -1).request("t1", 1);
    await().untilAsserted(() -> assertThat(progress(path)).isEqualTo(1));
    served.request("t2", 2);
    await().untilAsserted(() -> assertThat(state(path)).isEqualTo("done"));

    String snapshot = json(get(path)).path("snapshot").asText();
    assertThat(json(get(path)).at("/result/services/a/requests").asInt()).isEqualTo(2);
    assertThat(json(get(snapshot)).at("/counts/traces").asInt()).isEqualTo(2);
  }

  @Test
  void whatIsThereWhenTheTimeIsOverIsTaken() {
    String path = begin("{\"next\":{\"traces\":200},\"within_seconds\":60}");
    served.request("t1", 1);
    await().untilAsserted(() -> assertThat(progress(path)).isEqualTo(1));

    served.clock.advance(Duration.ofSeconds(60));

    await().untilAsserted(() -> assertThat(state(path)).isEqualTo("done"));
    JsonNode manifest = json(get("/v1/snapshots/capture_001"));
    assertThat(manifest.at("/incomplete/reasons/0").asText())
        .isEqualTo("1 of 200 traces came within 60 s");
    assertThat(Instant.parse(manifest.at("/range/to").asText()))
        .isEqualTo(ServedCaptures.NOW.plusSeconds(60));
  }

  @Test
  void aFailedJobSaysWhatTheRequestWouldHaveBeenAnsweredAndLeavesNoFile() throws IOException {
    String path = begin("{\"next\":{\"seconds\":60}}");

    served.clock.advance(Duration.ofSeconds(60));

    await().untilAsserted(() -> assertThat(state(path)).isEqualTo("failed"));
    JsonNode problem = json(get(path)).path("problem");
    assertThat(problem.path("status").asInt()).isEqualTo(422);
    assertThat(problem.path("detail").asText()).startsWith("nothing began in");
    assertNoFile();
  }

  @Test
  void aJobIsCancelledOnce() throws IOException {
    String path = begin("{\"next\":{\"traces\":2}}");

    HttpResponse<String> cancelled = send(to(path).DELETE());

    assertThat(cancelled.statusCode()).isEqualTo(200);
    assertThat(json(cancelled).path("state").asText()).isEqualTo("cancelled");
    assertThat(send(to(path).DELETE()).statusCode()).isEqualTo(200);
    assertThat(state(path)).isEqualTo("cancelled");
    assertNoFile();
  }

  @Test
  void onlySoManyWaitUntilOneHasEnded() {
    String first = begin("{\"next\":{\"traces\":1}}");
    for (int i = 1; i < 16; i++) {
      begin("{\"next\":{\"traces\":1}}");
    }

    HttpResponse<String> answer = post("{\"next\":{\"traces\":1}}");

    assertThat(detail(answer, 503)).startsWith("16 jobs are waiting; cancel one");
    assertThat(answer.headers().firstValue("Retry-After")).contains("30");
    assertThat(send(to(first).DELETE()).statusCode()).isEqualTo(200);
    assertThat(json(get(begin("{\"next\":{\"traces\":1}}"))).path("state").asText())
        .isEqualTo("waiting");
  }

  @Test
  void jobsAreListedInPages() {
    String first = begin("{\"next\":{\"traces\":1}}");
    String second = begin("{\"next\":{\"traces\":1}}");

    JsonNode page = json(get("/v1/jobs?limit=1"));
    JsonNode rest = json(get(page.path("next").asText()));

    assertThat(first).endsWith(page.at("/jobs/0/id").asText());
    assertThat(second).endsWith(rest.at("/jobs/0/id").asText());
    assertThat(rest.has("next")).isFalse();
  }

  @Test
  void refusesNamesThatAreNoJobs() {
    assertThat(detail(get("/v1/jobs/..%2fx"), 400)).contains("invalid job id");
    assertThat(detail(get("/v1/jobs/job_0123456789ab"), 404)).contains("lists the jobs");
    assertThat(get("/v1/jobs?after=job_0123456789ab").statusCode()).isEqualTo(404);
  }

  @Test
  void jobsDoNotOutlastTheProcessAndLeaveNothing() throws IOException {
    String path = begin("{\"next\":{\"traces\":1}}");

    served = served.restarted();

    assertThat(get(path).statusCode()).isEqualTo(404);
    assertNoFile();
  }

  private String begin(String body) {
    HttpResponse<String> begun = post(body.replace("}}", "},\"capture_only\":true}"));
    assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
    return begun.headers().firstValue("Location").orElseThrow();
  }

  private String state(String path) {
    return json(get(path)).path("state").asText();
  }

  private int progress(String path) {
    return json(get(path)).at("/progress/traces").asInt();
  }
}
