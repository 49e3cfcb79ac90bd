package io.spanline.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Set;

/** The OpenAPI document of a REST interface: written as YAML, served as JSON. */
public record ApiDocument(String json) {
  private static final String SOURCE = "openapi.yaml";

  /** Reads the document that lies next to a class. */
  public static ApiDocument beside(Class<?> type) {
    try (InputStream yaml = Objects.requireNonNull(type.getResourceAsStream(SOURCE), SOURCE)) {
      JsonNode document = new YAMLMapper().readTree(yaml);
      return new ApiDocument(document.toPrettyString());
    } catch (IOException e) {
      throw new UncheckedIOException("the program's own " + SOURCE + " cannot be read", e);
    }
  }

  /** The route {@code GET /openapi.json}. */
  public Route route() {
    return Route.get(
        "/openapi.json",
        Set.of(),
        (context, query) -> context.contentType("application/json").result(json));
  }
}
