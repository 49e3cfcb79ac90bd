package io.spanline.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.spanline.clients.ClientException.Reason;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A Toxiproxy that does what the real one cannot be made to do in a test. */
class ToxiproxyFaultsIT {
  private static final Toxic SLOW = Toxic.latency(Toxic.Stream.DOWNSTREAM, Duration.ofMillis(20));
  private static final String LATENCY =
      "{'name':'latency_downstream','type':'latency','stream':'downstream','toxicity':1,"
          + "'attributes':{'latency':20,'jitter':0}}";

  private volatile String toxics = "";
  private volatile boolean enabled = true;
  private volatile @Nullable String garbage;
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
                show(exchange);
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
    assertThatThrownBy(() -> toxiproxy.remove("b-to-d", SLOW))
        .isInstanceOf(ClientException.class)
        .hasMessage("Toxiproxy: proxy not found");
  }

  @Test
  void aRemovalThatIsAnsweredWithAnErrorAfterItIsMadeIsMade() {
    toxics = LATENCY;
    change =
        exchange -> {
          toxics = "";
          HttpAnswers.send(exchange, 500, "{\"error\":\"boom\"}");
        };

    toxiproxy.remove("b-to-c", SLOW);

    assertThat(toxiproxy.proxy("b-to-c").toxics()).isEmpty();
  }

  @Test
  void theReasonWhyAProxyCannotBeEnabledIsKept() {
    enabled = false;
    change =
        exchange -> HttpAnswers.send(exchange, 500, "{\"error\":\"bind: address already in use\"}");

    assertThatThrownBy(() -> toxiproxy.enable("b-to-c"))
        .hasMessage("Toxiproxy: bind: address already in use");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{}", "\"ok\"", "<html>", "{\"name\":\"b-to-c\"}", "null"})
  void whatIsNoProxyIsNotTakenForOneWithoutToxics(String answer) {
    garbage = answer;

    assertThatThrownBy(() -> toxiproxy.proxy("b-to-c"))
        .isInstanceOfSatisfying(
            ClientException.class, e -> assertThat(e.reason()).isEqualTo(Reason.REFUSED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "\"ok\"", "<html>", "{\"b-to-c\":{}}", "null"})
  void whatIsNoListOfProxiesIsNotTakenForOne(String answer) {
    garbage = answer;

    assertThatThrownBy(() -> toxiproxy.proxies()).isInstanceOf(ClientException.class);
  }

  @Test
  void aToxicityThatOnlyToxiproxyAllowsIsRead() {
    toxics = LATENCY.replace("'toxicity':1", "'toxicity':7.5");

    assertThat(toxiproxy.proxy("b-to-c").toxics())
        .singleElement()
        .satisfies(toxic -> assertThat(toxic.toxicity()).isEqualTo(7.5));
  }

  @Test
  void noCallOutlivesItsDeadline() {
    change = exchange -> server.hang();
    long began = System.nanoTime();

    assertThatThrownBy(
            () -> toxiproxy.until(Deadline.in(Duration.ofMillis(500))).add("b-to-c", SLOW))
        .isInstanceOf(ClientException.class);

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
  }

  private void show(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (garbage != null) {
      HttpAnswers.send(exchange, 200, garbage);
      return;
    }
    String proxy =
        "{'name':'b-to-c','listen':'127.0.0.1:1','upstream':'127.0.0.1:2','enabled':%s,'toxics':[%s]}"
            .formatted(enabled, toxics);
    switch (path) {
      case "/proxies" -> HttpAnswers.send(exchange, 200, json("{'b-to-c':%s}".formatted(proxy)));
      case "/proxies/b-to-c" -> HttpAnswers.send(exchange, 200, json(proxy));
      case "/proxies/b-to-c/toxics/latency_downstream" ->
          HttpAnswers.send(exchange, toxics.isEmpty() ? 404 : 200, json(toxics));
      default -> HttpAnswers.send(exchange, 404, "{\"error\":\"proxy not found\"}");
    }
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }
}
