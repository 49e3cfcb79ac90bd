package io.spanline.streams.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The OpenAPI document of the REST interface: written as YAML, served as JSON. */
record ApiDocument(String json) {
  private static final String SOURCE = "openapi.yaml";

  static ApiDocument ofThisProgram() {
    try (InputStream yaml =
        Objects.requireNonNull(ApiDocument.class.getResourceAsStream(SOURCE), SOURCE)) {
      JsonNode document = new YAMLMapper().readTree(yaml);
      return new ApiDocument(document.toPrettyString());
    } catch (IOException e) {
      throw new UncheckedIOException("the program's own " + SOURCE + " cannot be read", e);
    }
  }
}
