package io.spanline.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long the server waits for a slow caller, and what one that sends too much is told. */
class SlowCallerIT {
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Duration LONG = Duration.ofSeconds(10);

  private RestServer server;

  @BeforeEach
  void start() {
    server = serve(RestServer.Limits.USUAL);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aBodyThatDripsIsGivenUp() throws IOException {
    restart(new RestServer.Limits(LONG, SHORT));

    try (Socket socket = posting()) {
      String answer = "";
      long begun = System.nanoTime();
      while (answer.isEmpty() && System.nanoTime() - begun < LONG.toNanos()) {
        socket.getOutputStream().write(' ');
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        answer = available(socket);
      }

      assertThat(answer)
          .startsWith("HTTP/1.1 408")
          .contains("body did not come within", "Connection: close");
    }
  }

  @ParameterizedTest
  @CsvSource({"/things, 413", "/nowhere, 404"})
  void oneWhoIsStillSendingHearsTheRefusal(String path, int status) throws IOException {
    byte[] chunk = " ".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
    int chunks = 64;

    try (Socket socket = caller().socket()) {
      TestCaller.write(socket, head(path, chunk.length * chunks, "Connection: close\r\n"));
      for (int i = 0; i < chunks; i++) {
        socket.getOutputStream().write(chunk);
      }

      assertThat(TestCaller.all(socket))
          .startsWith("HTTP/1.1 " + status)
          .contains("application/problem+json");
    }
  }

  @Test
  void oneWhoAsksBeforeSendingIsRefusedAtOnce() throws IOException {
    String asking = "Expect: 100-continue\r\nConnection: close\r\n";

    assertThat(caller().raw(head("/things", 1 << 30, asking))).startsWith("HTTP/1.1 413");
  }

  @Test
  void aBodyThatStopsIsGivenUp() throws IOException {
    restart(new RestServer.Limits(SHORT, LONG));

    try (Socket socket = posting()) {
      assertThat(TestCaller.all(socket))
          .startsWith("HTTP/1.1 408")
          .contains("application/problem+json");
    }
  }

  @Test
  void aConnectionThatSaysNothingIsClosed() throws IOException {
    restart(new RestServer.Limits(SHORT, LONG));

    try (Socket socket = caller().socket()) {
      assertThat(TestCaller.all(socket)).isEmpty();
    }
  }

  @Test
  void anAnswerMayTakeLongerThanACallerMay() throws IOException {
    restart(new RestServer.Limits(SHORT, LONG));

    assertThat(caller().rawGet("/slow", "Host: localhost")).startsWith("HTTP/1.1 200");
  }

  @Test
  void tooManyHeadersAreRefused() throws IOException {
    String header = "X-Long: " + "x".repeat(10_000) + "\r\n";

    assertThat(caller().raw("GET /health/live HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\n"))
        .startsWith("HTTP/1.1 431")
        .contains("application/problem+json");
  }

  private void restart(RestServer.Limits limits) {
    server.close();
    server = serve(limits);
  }

  private static RestServer serve(RestServer.Limits limits) {
    ObjectMapper mapper = new ObjectMapper();
    JsonBody<Thing> body = JsonBody.of(Thing.class, mapper);
    return RestServer.serve(
        Exposure.loopback(0),
        limits,
        mapper,
        routes -> {
          routes.get("/health/live", context -> context.json(Map.of()));
          routes.post("/things", context -> context.json(body.read(context)));
          routes.get(
              "/slow",
              context -> {
                LockSupport.parkNanos(SHORT.multipliedBy(4).toNanos());
                context.json(Map.of());
              });
        });
  }

  record Thing(String name) {}

  private TestCaller caller() {
    return new TestCaller(server.port());
  }

  /** A connection that has begun to send a body of 1000 bytes. */
  private Socket posting() throws IOException {
    Socket socket = caller().socket();
    TestCaller.write(socket, head("/things", 1000, "") + "{");
    return socket;
  }

  private static String head(String path, int length, String headers) {
    return """
    POST %s HTTP/1.1\r
    Host: localhost\r
    Content-Type: application/json\r
    Content-Length: %d\r
    %s\r
    """
        .formatted(path, length, headers);
  }

  private static String available(Socket socket) throws IOException {
    int bytes = socket.getInputStream().available();
    return new String(socket.getInputStream().readNBytes(bytes), StandardCharsets.UTF_8);
  }
}
