package io.spanline.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SnapshotsIT {
  private static final Map<String, ?> BODY = Map.of("last_seconds", 60);

  private static final String SNAPSHOT =
      """
      {"id":"capture_001","capture":"capture_001.json","manifest":"capture_001.manifest.json",
       "range":{"from":"2026-11-22T10:00:00Z","to":"2026-11-22T10:01:00Z"},"traces":0,"spans":0,
       "complete":true,"services":{},"later_field":1}
      """;

  private final CountDownLatch end = new CountDownLatch(1);
  private final List<String> keys = new CopyOnWriteArrayList<>();
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;
  private Snapshots snapshots;

  /** How one request is answered. */
  private interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/v1/snapshots",
        exchange -> {
          keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
          answers.remove().to(exchange);
        });
    server.start();
    snapshots = snapshots(Duration.ofSeconds(30));
  }

  private Snapshots snapshots(Duration timeout) {
    String address = "127.0.0.1:" + server.getAddress().getPort();
    return new Snapshots(new Rest("capture-writer", address, timeout));
  }

  @AfterEach
  void stop() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void asksAgainWithTheSameKeyUntilTheSnapshotIsThere() {
    answers.add(exchange -> await());
    answers.add(exchange -> send(exchange, 409, "{\"detail\":\"is under way\"}", "2"));
    answers.add(exchange -> send(exchange, 201, SNAPSHOT, null));

    Snapshots.Reply reply = snapshots(Duration.ofSeconds(1)).ask(BODY, null, () -> {});

    assertThat(reply)
        .isInstanceOfSatisfying(
            Snapshots.Taken.class,
            taken -> assertThat(taken.snapshot().capture()).isEqualTo("capture_001.json"));
    assertThat(keys).hasSize(3).doesNotContainNull();
    assertThat(keys.stream().distinct()).hasSize(1);
  }

  @Test
  void everyRequestHasAKeyOfItsOwnUnlessOneIsGiven() {
    for (int i = 0; i < 3; i++) {
      answers.add(exchange -> send(exchange, 201, SNAPSHOT, null));
    }

    snapshots.ask(BODY, null, () -> {});
    snapshots.ask(BODY, null, () -> {});
    snapshots.ask(BODY, "mine", () -> {});

    assertThat(keys).doesNotHaveDuplicates().endsWith("mine");
  }

  @Test
  void aSnapshotOfTracesToComeIsAJob() {
    answers.add(
        exchange -> {
          exchange.getResponseHeaders().set("Location", "/v1/jobs/job_1");
          send(exchange, 202, "{}", null);
        });

    assertThat(snapshots.ask(BODY, null, () -> {}))
        .isEqualTo(new Snapshots.Waiting("/v1/jobs/job_1"));
  }

  @Test
  void aRefusalIsNotAskedAgain() {
    answers.add(exchange -> send(exchange, 409, "{\"detail\":\"baseline 'normal' exists\"}", null));

    assertThatThrownBy(() -> snapshots.ask(BODY, null, () -> {}))
        .isInstanceOf(ClientException.class)
        .hasMessage("capture-writer: baseline 'normal' exists");
  }

  private static void send(HttpExchange exchange, int status, String body, String retryAfter)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    if (retryAfter != null) {
      exchange.getResponseHeaders().set("Retry-After", retryAfter);
    }
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
