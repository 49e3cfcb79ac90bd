package io.spanline.services.c;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.services.kit.ServiceUnderTest;
import io.spanline.services.kit.ServiceUnderTest.Answer;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceCIT {

  private static ServiceUnderTest serviceC;

  @BeforeAll
  static void start() {
    serviceC = ServiceUnderTest.start(ServiceC.DEFINITION, ServiceC::new, Map.of());
  }

  @AfterAll
  static void stop() {
    serviceC.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "{", "{\"order\":\"o-1\"}", "{\"order\":\"o/1\"}"})
  void refusesAMalformedPayment(String body) {
    Answer answer = serviceC.post("/payments", body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.mediaType()).isEqualTo("application/problem+json");
    assertThat(answer.body().path("detail").asText()).startsWith("the body must be");
  }

  @Test
  void failsWhenAsked() {
    assertThat(serviceC.get("/failures/service-c").status()).isEqualTo(500);
    assertThat(serviceC.get("/failures/service-b").status()).isEqualTo(404);
  }
}
