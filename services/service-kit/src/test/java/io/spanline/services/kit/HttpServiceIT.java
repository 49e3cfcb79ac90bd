package io.spanline.services.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.services.kit.ServiceUnderTest.Answer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HttpServiceIT {

  private static final ServiceDefinition DEFINITION =
      new ServiceDefinition("service-x", 0, Map.of(), WorkProfile.around(Duration.ofMillis(1)));

  @Test
  void saysItsNameAndTheVersionOfTheBuild() {
    try (ServiceUnderTest service = start(routes -> {})) {

      Answer answer = service.get("/health");

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.mediaType()).isEqualTo("application/json");
      assertThat(answer.body().path("status").asText()).isEqualTo("up");
      assertThat(answer.body().path("service").asText()).isEqualTo("service-x");
      assertThat(answer.body().path("version").asText()).matches("\\d+\\.\\d+\\.\\d+");
    }
  }

  @Test
  void answersABugWithAProblemThatShowsNothingOfIt() {
    Routes buggy =
        routes ->
            routes.get(
                "/bug",
                request -> {
                  throw new IllegalStateException("secret");
                });
    try (ServiceUnderTest service = start(buggy)) {

      Answer answer = service.get("/bug");

      assertThat(answer.status()).isEqualTo(500);
      assertThat(answer.mediaType()).isEqualTo(ShopProblem.MEDIA_TYPE);
      assertThat(answer.body().toString()).doesNotContain("secret", "Exception");
    }
  }

  @Test
  void answersAnUnknownRouteWithAProblem() {
    try (ServiceUnderTest service = start(routes -> {})) {

      Answer answer = service.get("/nowhere");

      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.mediaType()).isEqualTo(ShopProblem.MEDIA_TYPE);
    }
  }

  @Test
  void letsARequestInFlightEndBeforeItStops() throws InterruptedException {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    Routes slow =
        routes ->
            routes.get(
                "/slow",
                request -> {
                  entered.countDown();
                  released.await(5, TimeUnit.SECONDS);
                  request.json(Map.of("ended", true));
                });
    ServiceUnderTest service = start(slow);
    CompletableFuture<Answer> inFlight = service.getLater("/slow");
    assertThat(entered.await(5, TimeUnit.SECONDS)).isTrue();

    CompletableFuture<Void> stopping = CompletableFuture.runAsync(service::close);
    released.countDown();

    assertThat(inFlight.join().status()).isEqualTo(200);
    assertThat(stopping).succeedsWithin(Duration.ofSeconds(3));
  }

  private static ServiceUnderTest start(Routes routes) {
    return ServiceUnderTest.start(DEFINITION, context -> routes, Map.of());
  }
}
