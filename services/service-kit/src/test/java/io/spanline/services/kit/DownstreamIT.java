package io.spanline.services.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DownstreamIT {

  @Test
  void isAGatewayTimeoutWhenNoAnswerComes() throws IOException {
    try (ScriptedServer server = ScriptedServer.sending("")) {
      assertThat(problemOf(server.url()))
          .isEqualTo(ShopProblem.of(504, "service-b did not answer within PT0.2S"));
    }
  }

  @Test
  void isAGatewayTimeoutWhenTheAnswerStopsHalfway() throws IOException {
    try (ScriptedServer server =
        ScriptedServer.sending("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{")) {
      assertThat(problemOf(server.url()))
          .isEqualTo(ShopProblem.of(504, "service-b did not answer within PT0.2S"));
    }
  }

  @Test
  void isABadGatewayWhenTheAnswerIsNotHttp() throws IOException {
    try (ScriptedServer server = ScriptedServer.sending("SMTP?\r\n\r\n")) {
      assertThat(problemOf(server.url()))
          .isEqualTo(ShopProblem.of(502, "service-b could not be reached"));
    }
  }

  @Test
  void isABadGatewayWhenTheAnswerIsNotJson() throws IOException {
    try (ScriptedServer server =
        ScriptedServer.sending("HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\n<")) {
      assertThat(problemOf(server.url()))
          .isEqualTo(ShopProblem.of(502, "service-b answered something that is not JSON"));
    }
  }

  @Test
  void isABadGatewayWhenNobodyListens() throws IOException {
    ScriptedServer gone = ScriptedServer.sending("");
    gone.close();

    assertThat(problemOf(gone.url()))
        .isEqualTo(ShopProblem.of(502, "service-b could not be reached"));
  }

  private static ShopProblem problemOf(URI url) {
    Downstream downstream =
        new Downstream("service-b", url, Duration.ofMillis(200), RequestJson.MAPPER);
    return catchThrowableOfType(
            ShopProblemException.class, () -> downstream.get("/stock/p-1").await())
        .problem();
  }
}
