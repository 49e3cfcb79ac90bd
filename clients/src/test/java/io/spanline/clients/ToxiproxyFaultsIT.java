package io.spanline.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpHandler;
import io.spanline.clients.ClientException.Reason;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A Toxiproxy that does what the real one cannot be made to do in a test. */
class ToxiproxyFaultsIT {
  private static final Toxic SLOW = Toxic.latency(Toxic.Stream.DOWNSTREAM, Duration.ofMillis(20));
  private static final String LATENCY =
      "{'name':'latency_downstream','type':'latency','stream':'downstream','toxicity':1,"
          + "'attributes':{'latency':20,'jitter':0}}";

  private volatile String toxics = "";
  private volatile HttpHandler change = exchange -> HttpAnswers.send(exchange, 200, "{}");
  private HttpAnswers server;
  private Toxiproxy toxiproxy;
  private Toxiproxy impatient;

  @BeforeEach
  void start() throws IOException {
    server =
        new HttpAnswers(
            exchange -> {
              if (exchange.getRequestMethod().equals("GET")) {
                HttpAnswers.send(exchange, 200, shown(exchange.getRequestURI().getPath()));
              } else {
                change.handle(exchange);
              }
            });
    toxiproxy = new Toxiproxy(server.address(), Duration.ofSeconds(30));
    // For answers that never come; the one that does, of whether the change shows, is waited for
    // too.
    impatient = new Toxiproxy(server.address(), Duration.ofSeconds(3));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aChangeThatHangsAfterItIsMadeIsMade() {
    change =
        exchange -> {
          toxics = LATENCY;
          server.hang();
        };

    impatient.add("b-to-c", SLOW);

    assertThat(impatient.proxy("b-to-c").toxics()).hasSize(1);
  }

  @Test
  void aChangeThatHangsAndIsNotMadeFails() {
    change = exchange -> server.hang();

    assertThatThrownBy(() -> impatient.add("b-to-c", SLOW))
        .isInstanceOfSatisfying(
            ClientException.class, e -> assertThat(e.reason()).isEqualTo(Reason.SILENT))
        .hasMessageContaining("Toxiproxy does not answer");
  }

  @Test
  void anAnswerThatStopsInItsMiddleIsNoAnswer() {
    change =
        exchange -> {
          exchange.sendResponseHeaders(200, 100);
          exchange.getResponseBody().flush();
          server.hang();
        };

    assertThatThrownBy(() -> impatient.add("b-to-c", SLOW))
        .hasMessageContaining("Toxiproxy does not answer");
  }

  @Test
  void aChangeThatDoesNotShowFails() {
    assertThatThrownBy(() -> toxiproxy.add("b-to-c", SLOW))
        .isInstanceOf(ClientException.class)
        .hasMessage(
            "Toxiproxy answered ok to 'toxic latency_downstream on proxy b-to-c' but does not show"
                + " it");
  }

  @Test
  void aToxicIsNotGoneBecauseItsProxyIs() {
    change = exchange -> HttpAnswers.send(exchange, 404, "{\"error\":\"proxy not found\"}");

    assertThatThrownBy(() -> toxiproxy.remove("b-to-d", SLOW))
        .hasMessage("Toxiproxy: proxy not found");
  }

  private String shown(String path) {
    String proxy =
        "{'name':'b-to-c','upstream':'127.0.0.1:2','enabled':true,'toxics':[%s]}".formatted(toxics);
    return (path.equals("/proxies") ? "{'b-to-c':%s}".formatted(proxy) : proxy).replace('\'', '"');
  }
}
