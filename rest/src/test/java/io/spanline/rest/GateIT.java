package io.spanline.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a caller must bring, and how long a slow one is borne with. */
class GateIT {
  private static final String SECRET = "0123456789abcdef-secret";
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Duration LONG = Duration.ofSeconds(10);

  @TempDir private Path folder;
  private Path tokenFile;
  private final List<String> missing = new ArrayList<>();
  private RestServer server;

  @BeforeEach
  void start() throws IOException {
    tokenFile = Files.writeString(folder.resolve("token"), SECRET + "\n");
    server = serve(exposure("127.0.0.1"), Limits.USUAL);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "/things | -                                     | 401",
        "/things | Bearer wrong                          | 401",
        "/things | Basic 0123456789abcdef-secret         | 401",
        "/things | 0123456789abcdef-secret               | 401",
        "/things | Bearer 0123456789abcdef-secre         | 401",
        "/nowhere | -                                    | 401",
        "/things | Bearer 0123456789abcdef-secret        | 200",
        "/things | bearer 0123456789abcdef-secret        | 200",
        "/health/live | -                                | 200",
        "/health/ready | -                               | 200",
        "/health/../things | -                           | 401",
        "/health/live/%2e%2e/%2e%2e/things | -          | 401"
      })
  void wantsTheTokenForAllButHealth(String path, String authorization, int status)
      throws IOException {
    String answer =
        raw(
            "GET %s HTTP/1.1\r\nHost: localhost\r\n%sConnection: close\r\n\r\n"
                .formatted(
                    path, authorization == null ? "" : "Authorization: " + authorization + "\r\n"));

    assertThat(answer).startsWith("HTTP/1.1 " + status).doesNotContain(SECRET);
    if (status == 401) {
      assertThat(answer).contains("WWW-Authenticate: Bearer", "application/problem+json");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:18091, localhost:18091, 200",
    "https://localhost:18091, localhost:18091, 200",
    "HTTP://LOCALHOST:18091, localhost:18091, 200",
    "http://evil.example, localhost:18091, 403",
    "http://localhost:9999, localhost:18091, 403",
    "null, localhost:18091, 403",
    "http://evil.example, evil.example, 403",
    "http://spanline.lan:18091, spanline.lan:18091, 200",
    "http://spanline.lan:18091, SPANLINE.lan:18091, 200"
  })
  void servesPagesOfItsOwnOnly(String origin, String host, int status) throws IOException {
    String answer =
        raw(
            "GET /health/live HTTP/1.1\r\nHost: %s\r\nOrigin: %s\r\nConnection: close\r\n\r\n"
                .formatted(host, origin));

    assertThat(answer).startsWith("HTTP/1.1 " + status);
  }

  @Test
  void looksAtEveryOrigin() throws IOException {
    String origins = "Origin: http://localhost\r\nOrigin: http://evil.example\r\n";

    assertThat(
            raw(
                "GET /health/live HTTP/1.1\r\nHost: localhost\r\n%sConnection: close\r\n\r\n"
                    .formatted(origins)))
        .startsWith("HTTP/1.1 403");
  }

  @Test
  void saysWhyItIsNotReadyOnlyToWhoBringsTheToken() throws IOException {
    missing.add("/a/folder must be writable");
    String ready = "GET /health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";

    assertThat(raw(ready + "\r\n"))
        .startsWith("HTTP/1.1 503")
        .contains("with the token")
        .doesNotContain("folder");
    assertThat(raw(ready + "Authorization: Bearer " + SECRET + "\r\n\r\n"))
        .startsWith("HTTP/1.1 503")
        .contains("/a/folder must be writable");
  }

  @ParameterizedTest
  @CsvSource({
    "[::1], 200",
    "[::1]:18091, 200",
    "[0:0:0:0:0:0:0:1], 200",
    "[0000::0001]:18091, 200",
    "[::2], 403",
    "[::1%25lo], 200",
    "[evil.example], 403",
    "127.0.0.1.evil.example, 403"
  })
  void knowsAnAddressHoweverItIsSpelt(String host, int status) {
    assertThat(Exposure.loopback(0).isHost(host, "127.0.0.1")).isEqualTo(status == 200);
  }

  @Test
  void onEveryAddressTheOneThatWasReachedIsAHostToo() throws IOException {
    server.close();
    server = serve(exposure("0.0.0.0"), Limits.USUAL);

    assertThat(raw("GET /health/live HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200");
    assertThat(raw("GET /health/live HTTP/1.1\r\nHost: 10.1.2.3\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 403");
  }

  @Test
  void aBodyThatDripsIsGivenUp() throws IOException {
    server.close();
    server = serve(Exposure.loopback(0), new Limits(LONG, SHORT));

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

    try (Socket socket = socket()) {
      write(socket, head(path, chunk.length * chunks, "Connection: close\r\n"));
      for (int i = 0; i < chunks; i++) {
        socket.getOutputStream().write(chunk);
      }

      assertThat(all(socket)).startsWith("HTTP/1.1 " + status).contains("application/problem+json");
    }
  }

  @Test
  void oneWhoAsksBeforeSendingIsRefusedAtOnce() throws IOException {
    String asking = "Expect: 100-continue\r\nConnection: close\r\n";

    assertThat(raw(head("/things", 1 << 30, asking))).startsWith("HTTP/1.1 413");
  }

  @Test
  void aBodyThatStopsIsGivenUp() throws IOException {
    server.close();
    server = serve(Exposure.loopback(0), new Limits(SHORT, LONG));

    try (Socket socket = posting()) {
      assertThat(all(socket)).startsWith("HTTP/1.1 408").contains("application/problem+json");
    }
  }

  @Test
  void aConnectionThatSaysNothingIsClosed() throws IOException {
    server.close();
    server = serve(Exposure.loopback(0), new Limits(SHORT, LONG));

    try (Socket socket = socket()) {
      assertThat(all(socket)).isEmpty();
    }
  }

  @Test
  void anAnswerMayTakeLongerThanACallerMay() throws IOException {
    server.close();
    server = serve(Exposure.loopback(0), new Limits(SHORT, LONG));

    assertThat(raw("GET /slow HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200");
  }

  @Test
  void tooManyHeadersAreRefused() throws IOException {
    String header = "X-Long: " + "x".repeat(10_000) + "\r\n";

    assertThat(raw("GET /health/live HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\n"))
        .startsWith("HTTP/1.1 431")
        .contains("application/problem+json");
  }

  @Test
  void aPathWithASlashMoreIsAnotherOne() throws IOException {
    assertThat(
            raw(
                "GET /health/live/ HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                    + SECRET
                    + "\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 404");
  }

  private Exposure exposure(String bind) throws IOException {
    return Exposure.of(bind, 0, tokenFile, Set.of("spanline.lan"));
  }

  private RestServer serve(Exposure exposure, Limits limits) {
    ObjectMapper mapper = new ObjectMapper();
    JsonBody<Thing> body = JsonBody.of(Thing.class, mapper);
    return RestServer.serve(
        exposure,
        limits,
        mapper,
        new Health(() -> missing, exposure.token())
            .andThen(
                routes -> {
                  routes.get("/things", context -> context.json(Map.of()));
                  routes.post("/things", context -> context.json(body.read(context)));
                  routes.get(
                      "/slow",
                      context -> {
                        LockSupport.parkNanos(SHORT.multipliedBy(4).toNanos());
                        context.json(Map.of());
                      });
                }));
  }

  record Thing(String name) {}

  /** A connection that has begun to send a body of 1000 bytes. */
  private Socket posting() throws IOException {
    Socket socket = socket();
    write(socket, head("/things", 1000, "") + "{");
    return socket;
  }

  private static String head(String path, int length, String headers) {
    return """
        POST %s HTTP/1.1\r
        Host: localhost\r
        Content-Type: application/json\r
        Authorization: Bearer %s\r
        Content-Length: %d\r
        %s\r
        """
        .formatted(path, SECRET, length, headers);
  }

  private String raw(String request) throws IOException {
    try (Socket socket = socket()) {
      write(socket, request);
      return all(socket);
    }
  }

  private Socket socket() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout((int) LONG.toMillis());
    return socket;
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String all(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static String available(Socket socket) throws IOException {
    int bytes = socket.getInputStream().available();
    return new String(socket.getInputStream().readNBytes(bytes), StandardCharsets.UTF_8);
  }
}
