package io.spanline.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a caller must bring. */
class GateIT {
  private static final String SECRET = "0123456789abcdef-secret";

  @TempDir private Path folder;
  private Path tokenFile;
  private final List<String> missing = new ArrayList<>();
  private RestServer server;

  @BeforeEach
  void start() throws IOException {
    tokenFile = Files.writeString(folder.resolve("token"), SECRET + "\n");
    server = serve(exposure("127.0.0.1"));
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
  void wantsTheTokenForAllButHealth(String path, @Nullable String authorization, int status)
      throws IOException {
    String answer = caller().rawGet(path, headers(authorization));

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
    String answer = caller().rawGet("/health/live", "Host: " + host, "Origin: " + origin);

    assertThat(answer).startsWith("HTTP/1.1 " + status);
  }

  @Test
  void looksAtEveryOrigin() throws IOException {
    assertThat(
            caller()
                .rawGet(
                    "/health/live",
                    "Host: localhost",
                    "Origin: http://localhost",
                    "Origin: http://evil.example"))
        .startsWith("HTTP/1.1 403");
  }

  @Test
  void saysWhyItIsNotReadyOnlyToWhoBringsTheToken() throws IOException {
    missing.add("/a/folder must be writable");

    assertThat(caller().rawGet("/health/ready", headers(null)))
        .startsWith("HTTP/1.1 503")
        .contains("send the token")
        .doesNotContain("folder");
    assertThat(caller().rawGet("/health/ready", headers("Bearer " + SECRET)))
        .startsWith("HTTP/1.1 503")
        .contains("/a/folder must be writable");
  }

  @ParameterizedTest
  @CsvSource({
    "[::1], 200", "[::1]:18091, 200", "[0:0:0:0:0:0:0:1], 200", "[0000::0001]:18091, 200",
    "[::2], 403", "[::1%25lo], 200", "[evil.example], 403", "127.0.0.1.evil.example, 403"
  })
  void knowsAnAddressHoweverItIsSpelt(String host, int status) {
    assertThat(Exposure.loopback(0).isHost(host, "127.0.0.1")).isEqualTo(status == 200);
  }

  @Test
  void onEveryAddressTheOneThatWasReachedIsAHostToo() throws IOException {
    server.close();
    server = serve(exposure("0.0.0.0"));

    assertThat(caller().rawGet("/health/live", "Host: 127.0.0.1")).startsWith("HTTP/1.1 200");
    assertThat(caller().rawGet("/health/live", "Host: 10.1.2.3")).startsWith("HTTP/1.1 403");
  }

  private static String[] headers(@Nullable String authorization) {
    return authorization == null
        ? new String[] {"Host: localhost"}
        : new String[] {"Host: localhost", "Authorization: " + authorization};
  }

  private Exposure exposure(String bind) throws IOException {
    return Exposure.of(bind, 0, tokenFile, Set.of("spanline.lan"));
  }

  private RestServer serve(Exposure exposure) {
    return RestServer.serve(
        exposure,
        new ObjectMapper(),
        () -> missing,
        routes -> routes.get("/things", context -> context.json(Map.of())));
  }

  private TestCaller caller() {
    return new TestCaller(server.port());
  }
}
