package io.spanline.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How strictly bodies and query parameters are read. */
class StrictReadingIT {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private RestServer server;
  private TestCaller caller;

  @BeforeEach
  void start() {
    JsonBody<Greeting> body = JsonBody.of(Greeting.class, MAPPER);
    server =
        RestServer.serve(
            Exposure.loopback(0),
            MAPPER,
            List::of,
            routes -> {
              routes.post("/greetings", context -> context.json(body.read(context)));
              routes.get("/queried", StrictReadingIT::answerQuery);
            });
    caller = new TestCaller(server.port());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  record Greeting(String name, @Nullable Integer times, boolean loud) {}

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
    assertThat(TestCaller.detail(post(body), 400))
        .contains(detail)
        .doesNotContain("io.spanline", "java.lang");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded"})
  void refusesAnotherContentType(String type) {
    HttpResponse<String> answer =
        caller.send(
            caller
                .request("/greetings")
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString("{}")));

    TestCaller.assertProblem(
        answer, 415, "content type must be application/json, was '" + type + "'");
  }

  @Test
  void refusesAHugeBodyAlsoOfUnknownLength() {
    byte[] body = ("{\"name\":\"" + "x".repeat(100_000) + "\"}").getBytes(StandardCharsets.UTF_8);
    HttpResponse<String> answer =
        caller.send(
            caller
                .request("/greetings")
                .header("Content-Type", "application/json")
                .POST(
                    HttpRequest.BodyPublishers.fromPublisher(
                        HttpRequest.BodyPublishers.ofByteArray(body))));

    assertThat(answer.statusCode()).isEqualTo(413);
    TestCaller.assertProblem(
        post(new String(body, StandardCharsets.UTF_8)), 413, "body is larger than 65536 bytes");
  }

  @Test
  void readsQueryParameters() {
    String query = "?text=a%20b&at=2026-11-23T00:40:30Z&every=PT1M&most=9";

    assertThat(caller.get("/queried" + query).body())
        .isEqualTo("[a b, 2026-11-23T00:40:30Z, PT1M, 9]");
    assertThat(caller.get("/queried").body()).isEqualTo("[-, -, -, -]");
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
    assertThat(TestCaller.detail(caller.get("/queried?" + query), 400)).startsWith(detail);
  }

  @Test
  void refusesAQueryWhereNoneIsTaken() {
    TestCaller.assertProblem(
        caller.get("/health/live?verbose=1"),
        400,
        "unknown parameter 'verbose'; this path takes none");
  }

  @Test
  void answersAQueryThatCannotBeDecodedAsAProblem() throws IOException {
    assertThat(caller.rawGet("/queried?text=%zz", "Host: localhost"))
        .startsWith("HTTP/1.1 400")
        .contains("application/problem+json", "two hexadecimal digits");
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

  private HttpResponse<String> post(String body) {
    return caller.send(
        caller
            .request("/greetings")
            .header("Content-Type", "application/json; charset=utf-8")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }
}
