package io.spanline.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The JSON body of a request, read strictly: refuses by name whatever would be guessed or silently
 * dropped (unknown and repeated fields, numbers in quotes, text after the end).
 */
public final class JsonBody<T> {
  private final ObjectReader reader;

  private JsonBody(ObjectReader reader) {
    this.reader = reader;
  }

  public static <T> JsonBody<T> of(Class<T> type, ObjectMapper mapper) {
    ObjectMapper strict = mapper.copy();
    for (LogicalType scalar :
        List.of(LogicalType.Integer, LogicalType.Float, LogicalType.Boolean)) {
      strict.coercionConfigFor(scalar).setCoercion(CoercionInputShape.String, CoercionAction.Fail);
    }
    strict
        .coercionConfigFor(LogicalType.Boolean)
        .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
    strict
        .coercionConfigFor(LogicalType.Textual)
        .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
    return new JsonBody<>(
        strict
            .readerFor(type)
            .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .without(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION));
  }

  /**
   * Reads the body of one request.
   *
   * @throws ProblemException 415 for another content type, 413 for a body over the server's bound,
   *     408 for one that comes too slowly, 400 for one that does not fit the type, naming the field
   */
  public T read(Context context) {
    requireJson(context);
    byte[] body = RequestBytes.read(context);
    if (body.length == 0) {
      throw Problem.of(400, "body is empty; send a JSON object, {} at least");
    }
    try {
      T value = reader.readValue(body);
      if (value == null) {
        throw Problem.of(400, "body is null; send a JSON object, {} at least");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw Problem.of(400, detail(e));
    } catch (IOException e) {
      throw Problem.of(400, "body cannot be read");
    }
  }

  private static void requireJson(Context context) {
    String type = String.valueOf(context.contentType()).toLowerCase(Locale.ROOT);
    String media = type.replaceFirst(";.*$", "").strip();
    if (!media.equals("application/json")) {
      throw Problem.of(415, "content type must be application/json, was '%s'".formatted(type));
    }
  }

  private static String detail(JsonProcessingException e) {
    if (e instanceof UnrecognizedPropertyException unknown) {
      String known =
          unknown.getKnownPropertyIds().stream()
              .map(String::valueOf)
              .collect(Collectors.toCollection(TreeSet::new))
              .stream()
              .collect(Collectors.joining(", "));
      return "unknown field '%s'; known are %s".formatted(unknown.getPropertyName(), known);
    }
    if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      return "field '%s' %s".formatted(path(mapping), wanted(mapping));
    }
    if (e instanceof MismatchedInputException) {
      return "body must be one JSON object and nothing more";
    }
    return "body is not JSON: " + reason(e);
  }

  private static String path(JsonMappingException e) {
    return e.getPath().stream()
        .map(
            step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
        .collect(Collectors.joining("."));
  }

  private static String wanted(JsonMappingException e) {
    if (!(e instanceof MismatchedInputException mismatch)) {
      return "cannot be read: " + reason(e);
    }
    Class<?> type = mismatch.getTargetType();
    if (type == String.class) {
      return "must be a text in quotes";
    }
    if (type == Boolean.class || type == boolean.class) {
      return "must be true or false";
    }
    boolean fraction = type == Double.class || type == double.class;
    return type.isPrimitive() || Number.class.isAssignableFrom(type)
        ? fraction ? "must be a number" : "must be a whole number"
        : type.isRecord() ? "must be a JSON object" : "has the wrong form";
  }

  private static String reason(JsonProcessingException e) {
    return String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("unreadable");
  }
}
