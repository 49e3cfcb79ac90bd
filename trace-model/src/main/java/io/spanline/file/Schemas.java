package io.spanline.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The checks of every file that is read: that it is of the schema that its reader knows, and whole.
 */
final class Schemas {
  private Schemas() {}

  static void requireSchema(JsonNode tree, String schema) {
    String found = tree.path("schema").asText();
    if (!found.equals(schema)) {
      throw new IllegalArgumentException("schema must be '%s', was '%s'".formatted(schema, found));
    }
  }

  /** A part that must be there. Jackson hands a record null for a field that the text lacks. */
  static void require(@Nullable Object value, String field) {
    if (value == null) {
      throw new IllegalArgumentException(field + " is missing");
    }
  }

  /** What a parser says, in one line and without the place, which it would not show anyway. */
  static String reason(IOException e) {
    String message =
        e instanceof JsonProcessingException parse ? parse.getOriginalMessage() : e.getMessage();
    String line = String.valueOf(message).lines().findFirst().orElse("unreadable");
    return line.replaceFirst(" \\(start marker at .*", "");
  }
}
