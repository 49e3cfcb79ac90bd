package io.spanline.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.io.IOException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The checks of every file that is read: that it is of the schema that its reader knows, and whole.
 */
final class Schemas {
  private Schemas() {}

  /** Refuses a text of another schema than the one that is written. */
  static void requireSchema(JsonNode tree, String schema) {
    requireSchema(tree.path("schema").asText(), schema, "schema");
  }

  /** Refuses another schema; one that was written once is named as such. */
  static void requireSchema(String found, String schema, String field) {
    if (found.equals(schema.replace("/2", "/1"))) {
      throw new IllegalArgumentException(
          "%s is '%s', which is no longer read; take a new snapshot".formatted(field, found));
    }
    if (!found.equals(schema)) {
      throw new IllegalArgumentException(
          "%s must be '%s', was '%s'".formatted(field, schema, Shown.text(found)));
    }
  }

  /** A part that must be there. Jackson hands a record null for a field that the text lacks. */
  static void require(@Nullable Object value, String field) {
    if (value == null) {
      throw new IllegalArgumentException(field + " is missing");
    }
  }

  /** A text that can only be one. */
  static void requireText(@Nullable String text, String must, String field) {
    require(text, field);
    if (!must.equals(text)) {
      throw new IllegalArgumentException(
          "%s must be '%s', was '%s'".formatted(field, must, Shown.text(String.valueOf(text))));
    }
  }

  /** What a parser says, in one line and without the place, which it would not show anyway. */
  static String reason(IOException e) {
    Throwable cause = e.getCause();
    if (cause instanceof IllegalArgumentException refused
        && !(e instanceof InvalidFormatException)) {
      return firstLine(refused.getMessage());
    }
    if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      return path(mapping) + " " + fault(mapping);
    }
    if (cause instanceof NullPointerException) {
      return "an entry of a list or a mapping is null";
    }
    return firstLine(
        e instanceof JsonProcessingException parse ? parse.getOriginalMessage() : e.getMessage());
  }

  private static String path(JsonMappingException mapping) {
    return mapping.getPath().stream()
        .map(step -> step.getFieldName() == null ? "[]" : Shown.text(step.getFieldName()))
        .collect(Collectors.joining("."));
  }

  /** In our words: Jackson's name our classes. */
  private static String fault(JsonMappingException mapping) {
    if (mapping instanceof InvalidFormatException invalid) {
      return "cannot be '%s'".formatted(Shown.text(String.valueOf(invalid.getValue())));
    }
    if (mapping.getCause() instanceof NullPointerException) {
      return "lacks a part";
    }
    return mapping instanceof MismatchedInputException
        ? "is of another type than it must be"
        : firstLine(mapping.getOriginalMessage());
  }

  private static String firstLine(@Nullable String message) {
    String line = String.valueOf(message).lines().findFirst().orElse("unreadable");
    return line.replaceFirst(" \\(start marker at .*", "");
  }
}
