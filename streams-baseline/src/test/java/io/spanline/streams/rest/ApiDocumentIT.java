package io.spanline.streams.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.spanline.topic.Json;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds real answers against the OpenAPI document, and the document against the routes. */
class ApiDocumentIT {
  private static final String NAME = "https://spanline.invalid/openapi.json";

  private static ServedApi ready;
  private static ServedApi starting;
  private static JsonNode document;
  private static SchemaRegistry schemas;

  /** A request and how it must be answered; 503 is of a process that is starting. */
  record Exchange(String path, String request, int status) {
    String key() {
      return path + " " + status;
    }
  }

  @BeforeAll
  static void start() throws JsonProcessingException {
    ready = ServedApi.of(FixedSources.ofTwoServices());
    starting =
        new ServedApi(
            FixedSources.ofTwoServices().notAnswering(), List::of, List.of("it is starting"));
    String text = ready.get("/openapi.json").body();
    document = Json.MAPPER.readTree(text);
    SchemaRegistryConfig strict =
        SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();
    schemas =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemas(Map.of(NAME, text)).schemaRegistryConfig(strict));
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
    return Stream.concat(answers, paths().stream().map(ApiDocumentIT::unknownParameter));
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void answersAsTheDocumentSays(Exchange exchange) throws JsonProcessingException {
    HttpResponse<String> answer =
        (exchange.status() == 503 ? starting : ready).get(exchange.request());

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(exchange.status());
    String response = resolved(pointer(exchange));
    JsonNode documented = document.at(response);
    String type = answer.headers().firstValue("Content-Type").orElse("").replaceFirst(";.*", "");
    assertThat(documented.path("content").has(type)).as("%s of %s", type, exchange).isTrue();
    documented
        .path("headers")
        .fieldNames()
        .forEachRemaining(name -> assertThat(answer.headers().firstValue(name)).isPresent());
    JsonNode body =
        type.endsWith("json")
            ? Json.MAPPER.readTree(answer.body())
            : Json.MAPPER.getNodeFactory().textNode(answer.body());
    assertThat(faults(response + "/content/" + escaped(type) + "/schema", body)).isEmpty();
  }

  @Test
  void everyAnswerOfTheDocumentIsTriedAbove() {
    Set<String> documented = new TreeSet<>();
    for (String path : paths()) {
      operation(path)
          .path("responses")
          .fieldNames()
          .forEachRemaining(status -> documented.add(path + " " + status));
    }

    assertThat(exchanges().map(Exchange::key)).containsOnly(documented.toArray(String[]::new));
    assertThat(exchanges().map(Exchange::key)).containsAll(documented);
  }

  @Test
  void theDocumentHasTheRoutesThatAreServedAndNoOther() {
    assertThat(paths().stream().map(path -> "GET " + path))
        .containsExactlyInAnyOrderElementsOf(ready.registered());
  }

  @Test
  void theDocumentHasTheParametersThatAreTakenAndNoOther() {
    for (Route route : ready.routes()) {
      Set<String> documented = new TreeSet<>();
      for (JsonNode parameter : operation(route.path()).path("parameters")) {
        JsonNode described =
            parameter.has("$ref")
                ? document.at(parameter.path("$ref").asText().substring(1))
                : parameter;
        if (described.path("in").asText().equals("query")) {
          documented.add(described.path("name").asText());
        }
      }
      assertThat(documented).as(route.path()).isEqualTo(new TreeSet<>(route.parameters()));
    }
  }

  @Test
  void aWrongAnswerWouldBeFound() throws JsonProcessingException {
    Exchange exchange = windows("/v1/services/service-a/windows", 200);
    JsonNode right = Json.MAPPER.readTree(ready.get(exchange.request()).body());
    JsonNode wrong = Json.MAPPER.readTree(right.toString().replace("p95_ms", "p59_ms"));
    String schema = pointer(exchange) + "/content/application~1json/schema";

    assertThat(faults(schema, right)).isEmpty();
    assertThat(faults(schema, wrong)).isNotEmpty();
  }

  private static Exchange windows(String request, int status) {
    return new Exchange("/v1/services/{service}/windows", request, status);
  }

  private static Exchange trace(String traceId, int status) {
    return new Exchange("/v1/traces/{traceId}", "/v1/traces/" + traceId, status);
  }

  private static Exchange unknownParameter(String path) {
    return new Exchange(path, path.replaceAll("\\{.*}", "any") + "?nonsense=1", 400);
  }

  private static List<String> paths() {
    Set<String> paths = new TreeSet<>();
    document.path("paths").fieldNames().forEachRemaining(paths::add);
    return List.copyOf(paths);
  }

  private static JsonNode operation(String path) {
    return document.path("paths").path(path).path("get");
  }

  private static String pointer(Exchange exchange) {
    return "/paths/%s/get/responses/%d".formatted(escaped(exchange.path()), exchange.status());
  }

  /** Where a response is described, if that is elsewhere. */
  private static String resolved(String pointer) {
    assertThat(document.at(pointer).isMissingNode()).as(pointer).isFalse();
    JsonNode reference = document.at(pointer).path("$ref");
    return reference.isMissingNode() ? pointer : reference.asText().substring(1);
  }

  private static List<Error> faults(String pointer, JsonNode body) {
    // In an IRI's fragment the braces of a path are escaped too.
    String fragment = pointer.replace("{", "%7B").replace("}", "%7D");
    Schema schema = schemas.getSchema(SchemaLocation.of(NAME + "#" + fragment));
    return schema.validate(body);
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
