package io.spanline.bench.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.harness.process.Waiting;
import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import io.spanline.stack.plan.Ports;
import io.spanline.stack.process.Probe;
import io.spanline.topic.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SteadyServerIT {
  private static final Settings PORTS = Ports.free(Settings.of(Map.of()));

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @BeforeAll
  static void start() {
    // A daemon: it never ends by itself.
    Thread server = new Thread(SteadyServerIT::serve, "server");
    server.setDaemon(true);
    server.start();
    Waiting.until(
        "the server listens",
        Duration.ofSeconds(20),
        () -> Probe.tcp(PORTS.port(Port.SERVICE_B)).ready());
  }

  @Test
  void answersEveryRequestAfterItsDelayOnOneConnection() throws Exception {
    SteadyServer.Counts before = counts();
    for (int n = 0; n < 20; n++) {
      long began = System.nanoTime();
      HttpResponse<byte[]> answer = get(Port.SERVICE_A, "/orders/" + n);

      assertThat(Waiting.since(began)).isGreaterThanOrEqualTo(Duration.ofMillis(2));
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).hasSize(100);
    }

    assertThat(counts().since(before)).isEqualTo(new SteadyServer.Counts(20, 1));
  }

  private SteadyServer.Counts counts() throws Exception {
    return Json.read(get(Port.SERVICE_B, "/counts").body(), SteadyServer.Counts.class);
  }

  private HttpResponse<byte[]> get(Port port, String path) throws Exception {
    URI uri = URI.create("http://" + PORTS.address(port) + path);
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofByteArray());
  }

  private static void serve() {
    try {
      SteadyServer.main(
          new String[] {
            String.valueOf(PORTS.port(Port.SERVICE_A)),
            String.valueOf(PORTS.port(Port.SERVICE_B)),
            "STEADY"
          });
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
