package io.spanline.services.a;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.services.b.ServiceB;
import io.spanline.services.c.ServiceC;
import io.spanline.services.kit.ServiceUnderTest;
import io.spanline.services.kit.ServiceUnderTest.Answer;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceAIT {

  private static ServiceUnderTest serviceC;
  private static ServiceUnderTest serviceB;
  private static ServiceUnderTest serviceA;

  @BeforeAll
  static void start() {
    serviceC = ServiceUnderTest.start(ServiceC.DEFINITION, ServiceC::new, Map.of());
    serviceB =
        ServiceUnderTest.start(
            ServiceB.DEFINITION, ServiceB::new, Map.of("service-c", serviceC.url()));
    serviceA =
        ServiceUnderTest.start(
            ServiceA.DEFINITION,
            ServiceA::new,
            Map.of("service-b", serviceB.url(), "service-c", serviceC.url()));
  }

  @AfterAll
  static void stop() {
    serviceA.close();
    serviceB.close();
    serviceC.close();
  }

  @Test
  void listsTheCatalogByItself() {
    Answer answer = serviceA.get("/catalog");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().path("products")).hasSize(3);
  }

  @Test
  void asksServiceBForTheStockOfAProduct() {
    Answer answer = serviceA.get("/products/p-1");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().path("stock").path("product").asText()).isEqualTo("p-1");
  }

  @Test
  void reachesServiceCThroughServiceBForAnOrder() {
    Answer answer = serviceA.get("/orders/o-7");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().path("payment").path("state").asText()).isEqualTo("paid");
  }

  @Test
  void asksBothForTheHomePage() {
    Answer answer = serviceA.get("/home");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().has("stock")).isTrue();
    assertThat(answer.body().path("recommendations").path("products")).hasSize(2);
  }

  @Test
  void placesAnOrder() {
    Answer answer = serviceA.post("/orders", "{\"product\":\"p-1\",\"quantity\":2}");

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.body().path("payment").path("state").asText()).isEqualTo("paid");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "{",
        "[]",
        "{\"product\":\"p-1\"}",
        "{\"quantity\":1}",
        "{\"product\":null,\"quantity\":1}",
        "{\"product\":\"p/1\",\"quantity\":1}",
        "{\"product\":\"p-1\",\"quantity\":0}",
        "{\"product\":\"p-1\",\"quantity\":101}",
        "{\"product\":\"p-1\",\"quantity\":1.5}",
        "{\"product\":\"p-1\",\"quantity\":\"2\"}",
        "{\"product\":\"p-1\",\"quantity\":1,\"colour\":\"red\"}",
        "{\"product\":\"p-1\",\"quantity\":1} {}"
      })
  void refusesAMalformedOrder(String body) {
    Answer answer = serviceA.post("/orders", body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.mediaType()).isEqualTo("application/problem+json");
    assertThat(answer.body().path("detail").asText()).startsWith("the body must be");
  }

  @Test
  void refusesAnOrderTooLargeToBeOne() {
    assertThat(serviceA.post("/orders", " ".repeat(20_000)).status()).isEqualTo(413);
  }

  @Test
  void refusesAMalformedId() {
    assertThat(serviceA.get("/products/p%2F1").status()).isIn(400, 404);
    assertThat(serviceA.get("/orders/a%20b").status()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({"service-a, 500", "service-b, 502", "service-c, 502", "service-d, 404"})
  void failsAsAsked(String failing, int status) {
    Answer answer = serviceA.get("/failures/" + failing);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.mediaType()).isEqualTo("application/problem+json");
  }
}
