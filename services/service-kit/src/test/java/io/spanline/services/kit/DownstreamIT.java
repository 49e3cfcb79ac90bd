package io.spanline.services.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DownstreamIT {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                    | 504 | service-b did not answer within PT0.2S",
        "HTTP/1.1 200 OK~content-length: 100~~{ | 504 | service-b did not answer within PT0.2S",
        "SMTP?~~                               | 502 | service-b answered something that is not"
            + " HTTP",
        "HTTP/1.1 200 OK~content-length: 1~~<  | 502 | service-b answered something that is not"
            + " JSON"
      })
  void saysWhatIsWrongWithAnAnswer(String answer, int status, String detail) throws IOException {
    try (ScriptedServer server = ScriptedServer.sending(answer.replace("~", "\r\n"))) {
      // Only what does not come is waited for in vain.
      Duration patience = Duration.ofMillis(status == 504 ? 200 : 10_000);

      assertThat(problemOf(server.url(), patience)).isEqualTo(ShopProblem.of(status, detail));
    }
  }

  @Test
  void isABadGatewayWhenNobodyListens() throws IOException {
    ScriptedServer gone = ScriptedServer.sending("");
    gone.close();

    assertThat(problemOf(gone.url(), Duration.ofSeconds(10)))
        .isEqualTo(ShopProblem.of(502, "service-b could not be reached"));
  }

  private static ShopProblem problemOf(URI url, Duration patience) {
    Downstream downstream = new Downstream("service-b", url, patience, RequestJson.MAPPER);
    return catchThrowableOfType(
            ShopProblemException.class, () -> downstream.get("/stock/p-1").await())
        .problem();
  }
}
