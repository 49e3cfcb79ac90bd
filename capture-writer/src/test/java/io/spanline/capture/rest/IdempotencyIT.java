package io.spanline.capture.rest;

import static io.spanline.rest.TestCaller.detail;
import static io.spanline.rest.TestCaller.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyIT extends RestScene {
  private static final String BODY = "{\"last_seconds\":60,\"label\":\"x\"}";

  @BeforeEach
  void traces() {
    served.request("t1", -30).request("t2", -20);
  }

  @Test
  void aRepeatedRequestGetsTheFirstAnswer() {
    HttpResponse<String> first = post(BODY, "key 1");
    HttpResponse<String> again = post("{ \"label\": \"x\", \"last_seconds\": 60 }", "key 1");

    assertThat(first.headers().firstValue("Idempotent-Replayed")).isEmpty();
    assertIsAgain(again, first);
    assertThat(json(get("/v1/captures")).path("captures")).hasSize(1);
  }

  @Test
  void alsoAfterARestartAndOnceItsBaselineWasReplaced() throws IOException {
    HttpResponse<String> first = post(BODY, "key 1");
    served.request("t3", -10);
    assertThat(post("{\"last_seconds\":60,\"replace\":true}", "key 2").statusCode()).isEqualTo(201);

    served = served.restarted();

    assertIsAgain(post(BODY, "key 1"), first);
  }

  @Test
  void anotherBodyOfTheKeyIsRefused() {
    post(BODY, "key 1");

    assertThat(detail(post("{\"last_seconds\":59}", "key 1"), 422))
        .startsWith("this Idempotency-Key was used with another body");
  }

  @Test
  void aKeyThatLooksLikeACredentialIsRefused() {
    assertThat(detail(post(BODY, "Bearer abcdefgh12345678"), 400))
        .startsWith("Idempotency-Key looks like a credential");
    assertThat(json(get("/v1/captures")).path("captures")).isEmpty();
  }

  @Test
  void aRequestThatCameToNothingMayBeRepeated() {
    assertThat(post("{\"last_seconds\":5}", "key 1").statusCode()).isEqualTo(422);
    served.request("t3", -3);

    assertThat(post("{\"last_seconds\":5}", "key 1").statusCode()).isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aCaptureWhoseLinesItsOwnerRemovedIsTakenAgain(boolean manifestToo) throws IOException {
    String body = "{\"last_seconds\":60,\"capture_only\":true}";
    post(body, "key 1");
    Files.delete(data.resolve("captures/capture_001.json"));
    if (manifestToo) {
      Files.delete(data.resolve("captures/capture_001.manifest.json"));
    }

    HttpResponse<String> again = post(body, "key 1");

    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(again.headers().firstValue("Idempotent-Replayed")).isEmpty();
    assertThat(json(again).path("id").asText()).isEqualTo("capture_002");
  }

  @Test
  void aDamagedCaptureIsNamed() throws IOException {
    post(BODY, "key 1");
    Files.writeString(data.resolve("captures/capture_001.json"), "{\n");

    assertThat(detail(post(BODY, "key 1"), 500))
        .startsWith("the capture taken for this Idempotency-Key is damaged: ")
        .endsWith("use another key");
  }

  @Test
  void whileTheFirstIsUnderWayTheSecondIsToldToWait() throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    served.topic.beforeReading(
        () -> {
          reading.countDown();
          await(go);
        });
    CompletableFuture<HttpResponse<String>> first =
        CompletableFuture.supplyAsync(() -> post(BODY, "key 1"));
    await(reading);

    HttpResponse<String> second = post(BODY, "key 1");
    go.countDown();

    assertThat(detail(second, 409)).contains("is under way");
    assertThat(second.headers().firstValue("Retry-After")).contains("2");
    HttpResponse<String> created = first.get(10, TimeUnit.SECONDS);
    assertIsAgain(post(BODY, "key 1"), created);
  }

  @Test
  void manyAtOnceMakeOneCapture() {
    List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      answers.add(CompletableFuture.supplyAsync(() -> post(BODY, "key 1")));
    }

    assertThat(answers)
        .allSatisfy(answer -> assertThat(answer.join().statusCode()).isIn(201, 409))
        .anySatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(201));
    assertThat(json(get("/v1/captures")).path("captures")).hasSize(1);
  }

  @Test
  void aJobsKeyGivesTheSameJob() {
    String body = "{\"next\":{\"traces\":5}}";

    HttpResponse<String> first = post(body, "key 1");
    HttpResponse<String> again = post(body, "key 1");

    assertThat(first.statusCode()).isEqualTo(202);
    assertThat(again.statusCode()).isEqualTo(202);
    assertThat(again.headers().firstValue("Location"))
        .isEqualTo(first.headers().firstValue("Location"));
    assertThat(again.headers().firstValue("Idempotent-Replayed")).contains("true");
    assertThat(detail(post("{\"next\":{\"traces\":6}}", "key 1"), 422)).contains("another body");
    assertThat(json(get("/v1/jobs")).path("jobs")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "tab\tin it"})
  void refusesAKeyThatIsNone(String key) {
    assertThat(detail(post(BODY, key), 400)).contains("1 to 128 printable ASCII characters");
  }

  @Test
  void refusesTwoKeysAndLongOnes() {
    HttpResponse<String> two = served.post(BODY, "Idempotency-Key", "a", "Idempotency-Key", "b");

    assertThat(detail(two, 400)).contains("must be sent once");
    assertThat(post(BODY, "k".repeat(129)).statusCode()).isEqualTo(400);
    assertThat(post(BODY, "k".repeat(128)).statusCode()).isEqualTo(201);
  }

  private static void assertIsAgain(HttpResponse<String> again, HttpResponse<String> first) {
    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.headers().firstValue("Location"))
        .isEqualTo(first.headers().firstValue("Location"));
    assertThat(again.headers().firstValue("Idempotent-Replayed")).contains("true");
  }

  private HttpResponse<String> post(String body, String key) {
    return served.post(body, "Idempotency-Key", key);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
