package io.spanline.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.spanline.clients.ClientException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A Toxiproxy that does what the real one cannot be made to do in a test. */
class ToxiproxyFaultsIT {
  private static final Toxic SLOW = Toxic.latency(Toxic.Stream.DOWNSTREAM, Duration.ofMillis(20));
  private static final String LATENCY =
      "{'name':'latency_downstream','type':'latency','stream':'downstream','toxicity':1,"
          + "'attributes':{'latency':20,'jitter':0}}";

  private final CountDownLatch end = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile String toxics = "";
  private volatile Change change = exchange -> send(exchange, 200, "{}");
  private HttpServer server;
  private Toxiproxy toxiproxy;

  /** How a change is answered. */
  private interface Change {
    void to(HttpExchange exchange) throws IOException;
  }

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          if (exchange.getRequestMethod().equals("GET")) {
            send(exchange, 200, shown(exchange.getRequestURI().getPath()));
          } else {
            change.to(exchange);
          }
        });
    server.start();
    toxiproxy = new Toxiproxy("127.0.0.1:" + server.getAddress().getPort(), Duration.ofMillis(500));
  }

  @AfterEach
  void stop() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void aChangeThatHangsAfterItIsMadeIsMade() {
    change =
        exchange -> {
          toxics = LATENCY;
          await();
        };

    toxiproxy.add("b-to-c", SLOW);

    assertThat(toxiproxy.proxy("b-to-c").toxics()).hasSize(1);
  }

  @Test
  void aChangeThatHangsAndIsNotMadeFails() {
    change = exchange -> await();

    assertThatThrownBy(() -> toxiproxy.add("b-to-c", SLOW))
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
          await();
        };

    assertThatThrownBy(() -> toxiproxy.add("b-to-c", SLOW))
        .hasMessageContaining("Toxiproxy does not answer");
  }

  @Test
  void aChangeThatDoesNotShowFails() {
    assertThatThrownBy(() -> toxiproxy.add("b-to-c", SLOW))
        .isInstanceOf(ClientException.class)
        .hasMessage(
            "Toxiproxy answered ok to 'toxic latency_downstream on proxy b-to-c' but does not show it");
  }

  @Test
  void aRefusalSaysWhy() {
    toxics = LATENCY;
    change = exchange -> send(exchange, 409, "{\"error\":\"toxic already exists\"}");

    assertThatThrownBy(() -> toxiproxy.add("b-to-c", SLOW))
        .hasMessage("Toxiproxy: toxic already exists");
  }

  @Test
  void aToxicIsNotGoneBecauseItsProxyIs() {
    change = exchange -> send(exchange, 404, "{\"error\":\"proxy not found\"}");

    assertThatThrownBy(() -> toxiproxy.remove("b-to-d", SLOW))
        .hasMessage("Toxiproxy: proxy not found");
  }

  private String shown(String path) {
    String proxy =
        "{'name':'b-to-c','upstream':'127.0.0.1:2','enabled':true,'toxics':[%s]}".formatted(toxics);
    return (path.equals("/proxies") ? "{'b-to-c':%s}".formatted(proxy) : proxy).replace('\'', '"');
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private void await() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
