package io.spanline.services.b;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.services.c.ServiceC;
import io.spanline.services.kit.ServiceUnderTest;
import io.spanline.services.kit.ServiceUnderTest.Answer;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ServiceBIT {

  private static ServiceUnderTest serviceC;
  private static ServiceUnderTest serviceB;

  @BeforeAll
  static void start() {
    serviceC = ServiceUnderTest.start(ServiceC.DEFINITION, ServiceC::new, Map.of());
    serviceB = startWith(serviceC.url());
  }

  @AfterAll
  static void stop() {
    serviceB.close();
    serviceC.close();
  }

  @Test
  void failsWhenAsked() {
    assertThat(serviceB.get("/failures/service-b").status()).isEqualTo(500);
    assertThat(serviceB.get("/failures/service-c").status()).isEqualTo(502);
    assertThat(serviceB.get("/failures/service-a").status()).isEqualTo(404);
  }

  @Test
  void answersStockWhileServiceCIsGone() {
    ServiceUnderTest gone = ServiceUnderTest.start(ServiceC.DEFINITION, ServiceC::new, Map.of());
    URI url = gone.url();
    gone.close();
    try (ServiceUnderTest alone = startWith(url)) {

      Answer order = alone.get("/orders/o-7");

      assertThat(order.status()).isEqualTo(502);
      assertThat(order.mediaType()).isEqualTo("application/problem+json");
      assertThat(alone.get("/stock/p-1").status()).isEqualTo(200);
    }
  }

  private static ServiceUnderTest startWith(URI serviceC) {
    return ServiceUnderTest.start(
        ServiceB.DEFINITION, ServiceB::new, Map.of("service-c", serviceC));
  }
}
