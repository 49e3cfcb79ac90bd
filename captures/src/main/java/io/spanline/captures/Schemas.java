package io.spanline.captures;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.spanline.model.Printable;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The checks of every file that is read: that it is of the schema that its reader knows, and whole.
 */
public final class Schemas {
  /** What a field must be, by the type that it is read as. */
  private static final Map<Class<?>, String> MUST =
      Map.ofEntries(
          Map.entry(long.class, "a whole number"),
          Map.entry(Long.class, "a whole number"),
          Map.entry(int.class, "a whole number"),
          Map.entry(Integer.class, "a whole number"),
          Map.entry(boolean.class, "true or false"),
          Map.entry(Double.class, "a number"),
          Map.entry(BigDecimal.class, "a number"),
          Map.entry(Duration.class, "milliseconds with at most 6 decimals"),
          Map.entry(Instant.class, "an instant such as 2026-01-31T12:00:00Z"),
          Map.entry(CaptureId.class, "a capture's id such as capture_001"),
          Map.entry(ReplayId.class, "a replay's id such as replay_001"),
          Map.entry(BaselineName.class, BaselineName.RULE),
          Map.entry(String.class, "a text"));

  private Schemas() {}

  /** Refuses a text of another schema than the one that is written. */
  public static void requireSchema(JsonNode tree, String schema) {
    requireSchema(tree.path("schema").asText(), schema, "schema");
  }

  /** Refuses another schema; one that was written once is named as such. */
  public static void requireSchema(String found, String schema, String field) {
    if (found.equals(schema)) {
      return;
    }
    int version = schema.indexOf('/') + 1;
    if (found.startsWith(schema.substring(0, version))
        && found.length() == schema.length()
        && found.compareTo(schema) < 0) {
      throw new IllegalArgumentException(
          "%s is '%s', which is no longer read; take a new snapshot".formatted(field, found));
    }
    throw new IllegalArgumentException(
        "%s must be '%s', was '%s'".formatted(field, schema, Printable.text(found)));
  }

  /** A part that must be there. Jackson hands a record null for a field that the text lacks. */
  public static <T> T require(@Nullable T value, String field) {
    if (value == null) {
      throw new IllegalArgumentException(field + " is missing");
    }
    return value;
  }

  /** A list that must be there, and each of its entries. */
  public static void requireAll(@Nullable List<? extends @Nullable Object> values, String field) {
    require(values, field);
    for (int i = 0; values != null && i < values.size(); i++) {
      require(values.get(i), field + "[" + i + "]");
    }
  }

  /** A map that must be there, and each of its values, by ascending key. */
  public static <K extends Comparable<K>, V> SortedMap<K, V> sorted(
      @Nullable Map<K, V> map, String field) {
    SortedMap<K, V> sorted = new TreeMap<>(require(map, field));
    sorted.values().forEach(value -> require(value, "an entry of " + field));
    return Collections.unmodifiableSortedMap(sorted);
  }

  public static void requireCount(@Nullable Long value, String field) {
    if (value != null && value < 0) {
      throw new IllegalArgumentException(field + " must be a count, was " + value);
    }
  }

  /** A text that can only be one. */
  public static void requireText(@Nullable String text, String must, String field) {
    require(text, field);
    if (!must.equals(text)) {
      throw new IllegalArgumentException(
          "%s must be '%s', was '%s'".formatted(field, must, Printable.text(String.valueOf(text))));
    }
  }

  /** What is wrong with a tree that Jackson does not take: the field's path, and our words. */
  public static String reason(JsonMappingException e, JsonNode tree) {
    String path = path(e.getPath());
    JsonNode value = tree;
    for (JsonMappingException.Reference step : e.getPath()) {
      value =
          step.getFieldName() == null
              ? value.path(step.getIndex())
              : value.path(step.getFieldName());
    }
    if (e instanceof MismatchedInputException mismatch
        && mismatch.getTargetType() != null
        && !(e.getCause() instanceof IllegalArgumentException)) {
      String must = must(mismatch.getTargetType());
      return "%s must be %s, was %s".formatted(path, must, Printable.text(value.toString()));
    }
    Throwable cause = e.getCause() == null ? e : e.getCause();
    String words =
        cause instanceof NullPointerException
            ? "a part is missing or null"
            : firstLine(
                cause instanceof JsonProcessingException parse
                    ? parse.getOriginalMessage()
                    : cause.getMessage());
    return path.isEmpty() ? words : path + ": " + words;
  }

  /** What a parser says, in one line and without the place, which it would not show anyway. */
  public static String reason(IOException e) {
    return firstLine(
        e instanceof JsonProcessingException parse ? parse.getOriginalMessage() : e.getMessage());
  }

  private static String must(Class<?> type) {
    return MUST.getOrDefault(
        type, Collection.class.isAssignableFrom(type) ? "a list" : "a mapping");
  }

  private static String path(List<JsonMappingException.Reference> steps) {
    return steps.stream()
        .map(
            step ->
                step.getFieldName() == null
                    ? "[" + step.getIndex() + "]"
                    : "." + Printable.text(step.getFieldName()))
        .collect(Collectors.joining())
        .replaceFirst("^\\.", "");
  }

  private static String firstLine(@Nullable String message) {
    String line = String.valueOf(message).lines().findFirst().orElse("unreadable");
    return line.replaceFirst(" \\(start marker at .*", "");
  }
}
