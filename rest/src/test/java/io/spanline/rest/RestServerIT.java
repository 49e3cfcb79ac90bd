package io.spanline.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestServerIT {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final List<String> missing = new ArrayList<>();
  private RestServer server;

  @BeforeEach
  void start() {
    JsonBody<Greeting> body = JsonBody.of(Greeting.class, MAPPER);
    server =
        RestServer.serve(
            0,
            MAPPER,
            () -> missing,
            routes -> {
              routes.post("/greetings", context -> context.json(body.read(context)));
              routes.get(
                  "/greetings/{name}",
                  context -> context.result("hi " + context.pathParam("name")));
              routes.get(
                  "/refused/{status}",
                  context -> {
                    throw Problem.of(
                        Integer.parseInt(context.pathParam("status")), "no room for it");
                  });
              routes.get("/queried", RestServerIT::answerQuery);
              routes.get(
                  "/broken",
                  context -> {
                    throw new IllegalStateException("secret of the inside");
                  });
            });
  }

  @AfterEach
  void stop() {
    server.close();
  }

  record Greeting(String name, @Nullable Integer times, boolean loud) {}

  @Test
  void answersLiveAndReady() {
    assertThat(get("/health/live").statusCode()).isEqualTo(200);
    assertThat(get("/health/ready").statusCode()).isEqualTo(200);
  }

  @Test
  void saysWhatReadinessLacks() {
    missing.addAll(List.of("the broker does not answer", "no topic traces"));

    HttpResponse<String> answer = get("/health/ready");

    assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    assertProblem(answer, 503, "not ready: the broker does not answer; no topic traces");
  }

  @Test
  void readsABody() {
    HttpResponse<String> answer = post("{\"name\":\"Ada\",\"times\":2,\"loud\":true}");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"name\":\"Ada\",\"times\":2,\"loud\":true}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"nam\":1}                    | unknown field 'nam'; known are loud, name, times",
        "{\"times\":\"2\"}              | field 'times' must be a whole number",
        "{\"times\":2.5}                | field 'times' must be a whole number",
        "{\"name\":5}                   | field 'name' must be a text in quotes",
        "{\"loud\":\"true\"}            | field 'loud' must be true or false",
        "{\"name\":\"a\",\"name\":\"b\"}| Duplicate field 'name'",
        "{\"name\":                     | body is not JSON: ",
        "[]                             | body must be one JSON object and nothing more",
        "{} {}                          | body must be one JSON object and nothing more",
        "null                           | body is null; send a JSON object, {} at least",
        "''                             | body is empty; send a JSON object, {} at least"
      })
  void refusesABodyByName(String body, String detail) {
    HttpResponse<String> answer = post(body);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(detail(answer)).contains(detail).doesNotContain("io.spanline", "java.lang");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded"})
  void refusesAnotherContentType(String type) {
    HttpResponse<String> answer =
        send(
            request("/greetings")
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString("{}")));

    assertProblem(answer, 415, "content type must be application/json, was '" + type + "'");
  }

  @Test
  void refusesAHugeBody() {
    HttpResponse<String> answer = post("{\"name\":\"" + "x".repeat(100_000) + "\"}");

    assertProblem(answer, 413, "body is larger than 65536 bytes");
  }

  @Test
  void refusesAHugeBodyOfUnknownLength() {
    byte[] body = ("{\"name\":\"" + "x".repeat(100_000) + "\"}").getBytes(StandardCharsets.UTF_8);
    HttpResponse<String> answer =
        send(
            request("/greetings")
                .header("Content-Type", "application/json")
                .POST(
                    HttpRequest.BodyPublishers.fromPublisher(
                        HttpRequest.BodyPublishers.ofByteArray(body))));

    assertThat(answer.statusCode()).isEqualTo(413);
  }

  @Test
  void readsQueryParameters() {
    String query = "?text=a%20b&at=2026-11-23T00:40:30Z&every=PT1M&most=9";

    assertThat(get("/queried" + query).body()).isEqualTo("[a b, 2026-11-23T00:40:30Z, PT1M, 9]");
    assertThat(get("/queried").body()).isEqualTo("[-, -, -, -]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "texts=a       | unknown parameter 'texts'; known are at, every, most, text",
        "text=a&text=b | parameter 'text' must be given once",
        "at=yesterday  | parameter 'at' must be an ISO-8601 time such as 2026-11-23T00:40:30Z,",
        "every=PT-1S   | parameter 'every' must be an ISO-8601 duration above 0 such as PT1M,",
        "most=0        | parameter 'most' must be a whole number from 1 to 10, was '0'",
        "most=99999999999999 | parameter 'most' must be a whole number from 1 to 10,"
      })
  void refusesAQueryByName(String query, String detail) {
    HttpResponse<String> answer = get("/queried?" + query);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(detail(answer)).startsWith(detail);
  }

  @Test
  void refusesAQueryWhereNoneIsTaken() {
    assertProblem(
        get("/health/live?verbose=1"), 400, "unknown parameter 'verbose'; this path takes none");
  }

  @Test
  void answersAQueryThatCannotBeDecodedAsAProblem() throws IOException {
    assertThat(
            raw("GET /queried?text=%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 400")
        .contains("application/problem+json", "two hexadecimal digits");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/health/live",
        "/health/ready",
        "/health/live?verbose=1",
        "/greetings/Ada",
        "/refused/404",
        "/refused/503",
        "/broken",
        "/nowhere"
      })
  void answersHeadAsGetButForTheBody(String path) {
    missing.add("the broker does not answer");
    HttpResponse<String> got = get(path);

    HttpResponse<String> answer =
        send(request(path).method("HEAD", HttpRequest.BodyPublishers.noBody()));

    assertThat(answer.statusCode()).isEqualTo(got.statusCode());
    assertThat(answer.body()).isEmpty();
    assertThat(answer.headers().firstValue("content-type"))
        .isEqualTo(got.headers().firstValue("content-type"));
    assertThat(answer.headers().firstValue("retry-after"))
        .isEqualTo(got.headers().firstValue("retry-after"));
  }

  @Test
  void listsItsRoutes() {
    assertThat(server.routes())
        .containsExactly(
            "GET /broken",
            "GET /greetings/{name}",
            "GET /health/live",
            "GET /health/ready",
            "GET /queried",
            "GET /refused/{status}",
            "POST /greetings");
  }

  @Test
  void namesAnUnknownPath() {
    assertProblem(get("/nowhere"), 404, "no such path: /nowhere");
  }

  @Test
  void namesAWrongMethod() {
    HttpResponse<String> answer = send(request("/greetings").DELETE());

    assertProblem(answer, 405, "DELETE is not offered here: /greetings");
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 405, 409, 503})
  void answersARefusalOfARouteInItsOwnWords(int status) {
    assertProblem(get("/refused/" + status), status, "no room for it");
  }

  @Test
  void keepsAFaultOfItsOwnToItself() {
    assertProblem(get("/broken"), 500, "internal error; the log of this process has the cause");
  }

  @Test
  void handsAnEncodedSlashToTheRouteAsText() {
    assertThat(get("/greetings/..%2f..%2fetc").body()).isEqualTo("hi ../../etc");
  }

  @ParameterizedTest
  @CsvSource({"evil.example, 403", "evil.example:80, 403", "localhost:1, 200", "127.0.0.1, 200"})
  void refusesAForeignHost(String host, int status) throws IOException {
    assertThat(raw("GET /health/live HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 " + status);
  }

  @Test
  void answersGarbageWithoutAPage() throws IOException {
    assertThat(raw("GET\r\n\r\n"))
        .startsWith("HTTP/1.1 400")
        .contains("application/problem+json", "\"status\":400")
        .doesNotContain("<html");
  }

  @Test
  void answersInPlainDigitsWhateverTheLocale() throws IOException {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("fa-IR"));
    try {
      assertThat(raw("GET\r\n\r\n")).contains("\"status\":400");
    } finally {
      Locale.setDefault(before);
    }
  }

  private static void answerQuery(Context context) {
    Query query = Query.of(context, Set.of("text", "at", "every", "most"));
    context.result(
        List.of(
                query.text("text").orElse("-"),
                query.instant("at").map(Instant::toString).orElse("-"),
                query.duration("every").map(Duration::toString).orElse("-"),
                query.number("most", 10).map(String::valueOf).orElse("-"))
            .toString());
  }

  private String raw(String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String detail) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    assertThat(detail(answer)).isEqualTo(detail);
  }

  private static String detail(HttpResponse<String> answer) {
    try {
      JsonNode problem = MAPPER.readTree(answer.body());
      assertThat(problem.path("status").asInt()).isEqualTo(answer.statusCode());
      assertThat(problem.path("title").asText()).isNotEmpty();
      return problem.path("detail").asText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HttpResponse<String> get(String path) {
    return send(request(path).GET());
  }

  private HttpResponse<String> post(String body) {
    return send(
        request("/greetings")
            .header("Content-Type", "application/json; charset=utf-8")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
