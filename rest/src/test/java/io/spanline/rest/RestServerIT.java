package io.spanline.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestServerIT {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final List<String> missing = new ArrayList<>();
  private RestServer server;
  private TestCaller caller;

  @BeforeEach
  void start() {
    server =
        RestServer.serve(
            Exposure.loopback(0),
            MAPPER,
            () -> missing,
            routes -> {
              routes.post("/greetings", context -> context.status(201));
              routes.get(
                  "/greetings/{name}",
                  context -> context.result("hi " + context.pathParam("name")));
              routes.get(
                  "/refused/{status}",
                  context -> {
                    throw Problem.of(
                        Integer.parseInt(context.pathParam("status")), "no room for it");
                  });
              routes.get(
                  "/broken",
                  context -> {
                    throw new IllegalStateException("secret of the inside");
                  });
            });
    caller = new TestCaller(server.port());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void saysWhatReadinessLacks() {
    missing.addAll(List.of("the broker does not answer", "no topic traces"));

    HttpResponse<String> answer = caller.get("/health/ready");

    assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    TestCaller.assertProblem(answer, 503, "not ready: the broker does not answer; no topic traces");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/health/live", "/health/ready", "/health/live?verbose=1", "/greetings/Ada",
        "/refused/404", "/refused/503", "/broken", "/nowhere"
      })
  void answersHeadAsGetButForTheBody(String path) {
    missing.add("the broker does not answer");
    HttpResponse<String> got = caller.get(path);

    HttpResponse<String> answer =
        caller.send(caller.request(path).method("HEAD", HttpRequest.BodyPublishers.noBody()));

    assertThat(answer.statusCode()).isEqualTo(got.statusCode());
    assertThat(answer.body()).isEmpty();
    assertThat(answer.headers().firstValue("content-type"))
        .isEqualTo(got.headers().firstValue("content-type"));
    assertThat(answer.headers().firstValue("retry-after"))
        .isEqualTo(got.headers().firstValue("retry-after"));
  }

  @Test
  void namesAnUnknownPath() {
    TestCaller.assertProblem(caller.get("/nowhere"), 404, "no such path: /nowhere");
  }

  @Test
  void namesAWrongMethod() {
    HttpResponse<String> answer = caller.send(caller.request("/greetings").DELETE());

    TestCaller.assertProblem(answer, 405, "DELETE is not allowed on /greetings");
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 405, 409, 503})
  void answersARefusalOfARouteInItsOwnWords(int status) {
    TestCaller.assertProblem(caller.get("/refused/" + status), status, "no room for it");
  }

  @Test
  void keepsAFaultOfItsOwnToItself() {
    TestCaller.assertProblem(
        caller.get("/broken"), 500, "internal error; the log of this process has the cause");
  }

  @ParameterizedTest
  @CsvSource({"evil.example, 403", "evil.example:80, 403", "localhost:1, 200", "127.0.0.1, 200"})
  void refusesAForeignHost(String host, int status) throws IOException {
    assertThat(caller.rawGet("/health/live", "Host: " + host)).startsWith("HTTP/1.1 " + status);
  }

  @Test
  void answersGarbageWithoutAPage() throws IOException {
    assertThat(caller.raw("GET\r\n\r\n"))
        .startsWith("HTTP/1.1 400")
        .contains("application/problem+json", "\"status\":400")
        .doesNotContain("<html");
  }

  @Test
  void answersInPlainDigitsWhateverTheLocale() throws IOException {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("fa-IR"));
    try {
      assertThat(caller.raw("GET\r\n\r\n")).contains("\"status\":400");
    } finally {
      Locale.setDefault(before);
    }
  }
}
