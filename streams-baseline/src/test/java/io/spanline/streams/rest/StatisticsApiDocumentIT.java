package io.spanline.streams.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.spanline.api.Edges;
import io.spanline.api.HealthReport;
import io.spanline.api.KnownTrace;
import io.spanline.api.LedgerSummary;
import io.spanline.api.OpenTraceList;
import io.spanline.api.ServiceWindows;
import io.spanline.api.Services;
import io.spanline.rest.DocumentedApi;
import io.spanline.topic.Json;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds real answers against the OpenAPI document, and the document against the routes. */
class StatisticsApiDocumentIT {
  private static ServedApi ready;
  private static ServedApi starting;
  private static DocumentedApi document;

  /** A request and how it must be answered; 503 is of a process that is starting. */
  record Exchange(String path, String request, int status) {
    String operation() {
      return "GET " + path;
    }

    String key() {
      return operation() + " " + status;
    }
  }

  @BeforeAll
  static void start() {
    ready = ServedApi.of(FixedSources.ofEveryKind());
    starting =
        new ServedApi(
            FixedSources.ofTwoServices().notAnswering(), List::of, List.of("it is starting"));
    document = DocumentedApi.of(ready.get("/openapi.json").body());
  }

  @AfterAll
  static void stop() {
    ready.close();
    starting.close();
  }

  static Stream<Exchange> exchanges() {
    Stream<Exchange> answers =
        Stream.of(
            new Exchange("/v1/services", "/v1/services", 200),
            windows("/v1/services/service-a/windows", 200),
            windows("/v1/services/service-a/windows?window=PT1M&limit=1", 200),
            windows("/v1/services/service-a/windows?operation=GET%20%2Fshop%40home", 200),
            windows("/v1/services/service-a/windows?window=PT7S", 400),
            windows("/v1/services/nobody/windows", 404),
            windows("/v1/services/service-a/windows?operation=nothing", 404),
            new Exchange("/v1/edges", "/v1/edges", 200),
            new Exchange("/v1/edges", "/v1/edges?caller=nobody", 200),
            new Exchange("/v1/traces/open", "/v1/traces/open?limit=3", 200),
            new Exchange("/v1/traces/open", "/v1/traces/open?limit=0", 400),
            trace("0000000000000000000000000000000a", 200),
            trace("0000000000000000000000000000000E", 200),
            trace("0000000000000000000000000000000f", 404),
            trace("00000000000000000000000000000000", 400),
            trace("xyz", 400),
            new Exchange("/v1/ledger", "/v1/ledger", 200),
            new Exchange("/health", "/health", 200),
            new Exchange("/health/live", "/health/live", 200),
            new Exchange("/health/ready", "/health/ready", 200),
            new Exchange("/metrics", "/metrics", 200),
            new Exchange("/openapi.json", "/openapi.json", 200),
            new Exchange("/v1/services", "/v1/services", 503),
            windows("/v1/services/service-a/windows", 503),
            new Exchange("/v1/edges", "/v1/edges", 503),
            new Exchange("/v1/traces/open", "/v1/traces/open", 503),
            trace("0000000000000000000000000000000a", 503),
            new Exchange("/v1/ledger", "/v1/ledger", 503),
            new Exchange("/health/ready", "/health/ready", 503));
    return Stream.concat(
        answers, document.operations().stream().map(StatisticsApiDocumentIT::unknownParameter));
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void answersAsTheDocumentSaysAndHeadAsGet(Exchange exchange) {
    ServedApi api = exchange.status() == 503 ? starting : ready;

    HttpResponse<String> answer = api.get(exchange.request());
    HttpResponse<String> head =
        api.caller.send(
            api.caller
                .request(exchange.request())
                .method("HEAD", HttpRequest.BodyPublishers.noBody()));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(exchange.status());
    document.assertDescribes(exchange.operation(), answer);
    assertThat(head.statusCode()).isEqualTo(exchange.status());
    assertThat(head.body()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("records")
  void aClientReadsBackWhatTheServerWrote(String path, Class<?> type)
      throws JsonProcessingException {
    String written = ready.get(path).body();

    Object read = Json.MAPPER.readValue(written, type);

    assertThat(Json.MAPPER.writeValueAsString(read)).isEqualTo(written);
  }

  static Stream<Arguments> records() {
    return Stream.of(
        arguments("/v1/services", Services.class),
        arguments("/v1/services/service-a/windows", ServiceWindows.class),
        arguments("/v1/edges", Edges.class),
        arguments("/v1/traces/open", OpenTraceList.class),
        arguments("/v1/traces/" + FixedSources.OPEN, KnownTrace.class),
        arguments("/v1/traces/" + FixedSources.EMITTED, KnownTrace.class),
        arguments("/v1/ledger", LedgerSummary.class),
        arguments("/health", HealthReport.class));
  }

  @Test
  void everyAnswerOfTheDocumentIsTriedAbove() {
    assertThat(exchanges().map(Exchange::key))
        .containsOnly(document.answers().toArray(String[]::new))
        .containsAll(document.answers());
  }

  @Test
  void theDocumentHasTheRoutesAndParametersThatThereAreAndNoOther() {
    document.assertHas(ready.registered(), ready.routes());
  }

  @Test
  void aWrongAnswerWouldBeFound() throws JsonProcessingException {
    Exchange exchange = windows("/v1/services/service-a/windows", 200);
    JsonNode right = Json.MAPPER.readTree(ready.get(exchange.request()).body());
    JsonNode wrong = Json.MAPPER.readTree(right.toString().replace("p95_ms", "p59_ms"));

    assertThat(document.faults(exchange.operation(), 200, "application/json", right)).isEmpty();
    assertThat(document.faults(exchange.operation(), 200, "application/json", wrong)).isNotEmpty();
  }

  private static Exchange windows(String request, int status) {
    return new Exchange("/v1/services/{service}/windows", request, status);
  }

  private static Exchange trace(String traceId, int status) {
    return new Exchange("/v1/traces/{traceId}", "/v1/traces/" + traceId, status);
  }

  private static Exchange unknownParameter(String operation) {
    String path = operation.substring("GET ".length());
    return new Exchange(path, path.replaceAll("\\{.*}", "any") + "?nonsense=1", 400);
  }
}
