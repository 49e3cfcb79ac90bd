package io.spanline.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * An OpenAPI document that a program's routes and real answers are held against. An operation is
 * written as {@code GET /v1/things/{name}}.
 */
public final class DocumentedApi {
  private static final String NAME = "https://spanline.invalid/openapi.json";
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Set<String> METHODS = Set.of("get", "head", "post", "put", "delete");

  private final JsonNode document;
  private final SchemaRegistry schemas;

  private DocumentedApi(JsonNode document, SchemaRegistry schemas) {
    this.document = document;
    this.schemas = schemas;
  }

  public static DocumentedApi of(String text) {
    SchemaRegistryConfig strict =
        SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();
    SchemaRegistry schemas =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemas(Map.of(NAME, text)).schemaRegistryConfig(strict));
    return new DocumentedApi(json(text), schemas);
  }

  public Set<String> operations() {
    Set<String> operations = new TreeSet<>();
    for (String path : names("/paths")) {
      for (String method : names("/paths/" + escaped(path))) {
        if (METHODS.contains(method)) {
          operations.add(method.toUpperCase(Locale.ROOT) + " " + path);
        }
      }
    }
    return operations;
  }

  /** Every operation with each of its statuses, as {@code GET /v1/things 200}. */
  public Set<String> answers() {
    Set<String> answers = new TreeSet<>();
    for (String operation : operations()) {
      names(pointer(operation) + "/responses")
          .forEach(status -> answers.add(operation + " " + status));
    }
    return answers;
  }

  /** That the document has the routes that are served, with their parameters, and no other. */
  public void assertHas(List<String> registered, List<Route> routes) {
    assertThat(operations()).containsExactlyInAnyOrderElementsOf(registered);
    for (Route route : routes) {
      assertThat(parameters(route.name()))
          .as(route.name())
          .isEqualTo(new TreeSet<>(route.parameters()));
    }
  }

  /** Names of an operation's parameters that stand in the query. */
  private Set<String> parameters(String operation) {
    Set<String> names = new TreeSet<>();
    for (JsonNode parameter : document.at(pointer(operation) + "/parameters")) {
      JsonNode described =
          parameter.has("$ref")
              ? document.at(parameter.path("$ref").asText().substring(1))
              : parameter;
      if (described.path("in").asText().equals("query")) {
        names.add(described.path("name").asText());
      }
    }
    return names;
  }

  /** Names of a schema's fields. */
  public Set<String> fields(String schema) {
    return names("/components/schemas/" + schema + "/properties");
  }

  private Set<String> names(String pointer) {
    Set<String> names = new TreeSet<>();
    document.at(pointer).fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** That an answer's headers, content type and body are what the document says of its status. */
  public void assertDescribes(String operation, HttpResponse<String> answer) {
    String response = response(operation, answer.statusCode());
    JsonNode described = document.at(response);
    described
        .path("headers")
        .properties()
        .forEach(
            header -> {
              if (header.getValue().path("required").asBoolean()) {
                assertThat(answer.headers().firstValue(header.getKey())).isPresent();
              }
            });
    if (!described.has("content")) {
      assertThat(answer.body()).isEmpty();
      return;
    }
    String type = answer.headers().firstValue("Content-Type").orElse("").replaceFirst(";.*", "");
    assertThat(described.path("content").has(type)).as("%s of %s", type, operation).isTrue();
    JsonNode body =
        type.equals("application/json") || type.endsWith("+json")
            ? json(answer.body())
            : MAPPER.getNodeFactory().textNode(answer.body());
    assertThat(faults(operation, answer.statusCode(), type, body)).as(answer.body()).isEmpty();
  }

  /** What is wrong with a body by its schema. */
  public List<Error> faults(String operation, int status, String type, JsonNode body) {
    String pointer = response(operation, status) + "/content/" + escaped(type) + "/schema";
    // In an IRI's fragment the braces of a path are escaped too.
    String fragment = pointer.replace("{", "%7B").replace("}", "%7D");
    Schema schema = schemas.getSchema(SchemaLocation.of(NAME + "#" + fragment));
    return schema.validate(body);
  }

  /** Where a response is described, here or elsewhere. */
  private String response(String operation, int status) {
    String pointer = pointer(operation) + "/responses/" + status;
    assertThat(document.at(pointer).isMissingNode()).as(pointer).isFalse();
    JsonNode reference = document.at(pointer).path("$ref");
    return reference.isMissingNode() ? pointer : reference.asText().substring(1);
  }

  private static String pointer(String operation) {
    String[] parts = operation.split(" ", 2);
    return "/paths/" + escaped(parts[1]) + "/" + parts[0].toLowerCase(Locale.ROOT);
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  private static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
