package io.spanline.captures;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.spanline.topic.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A schema of {@code data/schemas}, and those that it refers to, held against what is written. */
public final class PublishedSchema {
  private static final Path FOLDER = Path.of("..", "data", "schemas");
  private static final SchemaRegistryConfig FORMATS_COUNT =
      SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();

  private final String name;
  private final Map<String, String> schemas = new HashMap<>();

  private PublishedSchema(JsonNode schema) {
    this.name = id(schema);
    schemas.put(name, schema.toString());
  }

  /** As it is published, which lets fields pass that it does not describe. */
  public static PublishedSchema open(String file) throws IOException {
    return new PublishedSchema(json(file));
  }

  /** One to which a field that it does not describe is a mistake of this project. */
  public static PublishedSchema closed(String file, String... others) throws IOException {
    PublishedSchema schema = new PublishedSchema(closed(json(file)));
    for (String other : others) {
      JsonNode referred = closed(json(other));
      schema.schemas.put(id(referred), referred.toString());
    }
    return schema;
  }

  /** The schema as JSON. */
  public static JsonNode json(String file) throws IOException {
    return Json.MAPPER.readTree(FOLDER.resolve(file).toFile());
  }

  /** What is wrong with a text of JSON. */
  public List<Error> errors(String json) {
    return SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemas(schemas).schemaRegistryConfig(FORMATS_COUNT))
        .getSchema(SchemaLocation.of(name))
        .validate(json, InputFormat.JSON);
  }

  private static String id(JsonNode schema) {
    return schema.path("$id").asText();
  }

  private static JsonNode closed(JsonNode schema) {
    if (schema instanceof ObjectNode object
        && object.has("properties")
        && object.has("required")
        && !object.has("additionalProperties")) {
      object.put("additionalProperties", false);
    }
    schema.forEach(PublishedSchema::closed);
    return schema;
  }
}
