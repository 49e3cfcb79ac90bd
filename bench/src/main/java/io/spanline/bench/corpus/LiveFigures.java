package io.spanline.bench.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spanline.clients.Rest;
import io.spanline.topic.Json;
import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The figures that streams-baseline answers with now. */
record LiveFigures(Rest rest) {
  private static final List<String> COUNTS = List.of("requests", "errors", "timed");

  /** Of all services and edges; of operations, those of services of which a row names some. */
  Figures now(List<Case> rows) {
    SortedMap<String, JsonNode> services = new TreeMap<>();
    SortedMap<String, JsonNode> operations = new TreeMap<>();
    for (JsonNode row : rest.get("/v1/services").path("services")) {
      String service = row.path("service").asText();
      services.put(service, row);
      if (rows.stream().anyMatch(each -> each.operations().containsKey(service))) {
        for (JsonNode operation : row.path("operations")) {
          String name = operation.asText();
          operations.put(Figures.key(service, name), counts(service, name));
        }
      }
    }
    SortedMap<String, JsonNode> edges = new TreeMap<>();
    for (JsonNode row : rest.get("/v1/edges").path("edges")) {
      edges.put(edge(row.path("caller").asText()) + "->" + edge(row.path("callee").asText()), row);
    }
    return new Figures(
        Map.of(
            Figures.Kind.SERVICE, services,
            Figures.Kind.OPERATION, operations,
            Figures.Kind.EDGE, edges));
  }

  /** Over all windows of an operation. */
  private JsonNode counts(String service, String operation) {
    JsonNode windows =
        rest.get("/v1/services/%s/windows?operation=%s".formatted(url(service), url(operation)))
            .path("windows");
    ObjectNode sums = Json.MAPPER.createObjectNode();
    for (String field : COUNTS) {
      sums.put(field, windows.valueStream().mapToLong(row -> row.path(field).asLong()).sum());
    }
    return sums;
  }

  /** A name of an edge, as the baseline writes it. */
  private static String edge(String name) {
    return name.replace("%", "%25").replace(">", "%3E");
  }

  private static String url(String name) {
    return URLEncoder.encode(name, UTF_8).replace("+", "%20");
  }
}
