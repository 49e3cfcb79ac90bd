package io.spanline.otlp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.ProtocolMessageEnum;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads fields of JSON objects as the types that OTLP has, in every form that protobuf's JSON
 * mapping allows; null is the same as absent. What is of another type is a {@link
 * WrongFieldException}.
 */
final class JsonFields {
  private JsonFields() {}

  /**
   * The node with its fields under the names that JSON has for them. It must be an object, or null,
   * which is an empty one in an array.
   */
  static JsonNode object(JsonNode node) {
    if (!node.isObject() && !node.isNull()) {
      throw wrong("", "an object", node);
    }
    ObjectNode renamed = null;
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      String name = OriginalNames.jsonName(field.getKey());
      if (name != null && node.has(name)) {
        throw new WrongFieldException(name, "must come once, came by its original name as well");
      } else if (name != null) {
        renamed =
            renamed == null ? ((ObjectNode) node).objectNode().setAll((ObjectNode) node) : renamed;
        renamed.set(name, field.getValue());
      }
    }
    return renamed == null ? node : renamed;
  }

  /** The name of the one field among these that has a value; empty if none has. */
  static String only(JsonNode node, Set<String> names) {
    String found = "";
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (names.contains(field.getKey()) && !field.getValue().isNull()) {
        if (!found.isEmpty()) {
          throw new WrongFieldException(found, "must be the only value, was not");
        }
        found = field.getKey();
      }
    }
    return found;
  }

  static boolean bool(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (!value.isBoolean()) {
      throw wrong(field, "true or false", value);
    }
    return value.booleanValue();
  }

  /** Standard or URL-safe, with or without padding. */
  static ByteString base64(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (!value.isTextual()) {
      throw wrong(field, "base64 text", value);
    }
    try {
      String standard = value.textValue().replace('-', '+').replace('_', '/');
      return ByteString.copyFrom(Base64.getDecoder().decode(standard));
    } catch (IllegalArgumentException e) {
      throw wrong(field, "base64 text", value.textValue());
    }
  }

  static ByteString id(JsonNode node, String field) {
    String hex = text(node, field);
    try {
      return ByteString.copyFrom(HexFormat.of().parseHex(hex.toLowerCase(Locale.ROOT)));
    } catch (IllegalArgumentException e) {
      throw wrong(field, "hex digits", hex);
    }
  }

  static String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return isAbsent(value) ? "" : text(value, field, value);
  }

  /** An element of an array. */
  static String text(JsonNode value) {
    return text(value, "", value);
  }

  private static String text(JsonNode value, String field, JsonNode was) {
    if (!value.isTextual()) {
      throw wrong(field, "text", was);
    }
    return value.textValue();
  }

  static int int32(JsonNode node, String field) {
    return whole(node, field, "a number of 32 bits", Integer::parseUnsignedInt);
  }

  static long fixed64(JsonNode node, String field) {
    return whole(node, field, "a number of 64 bits", Long::parseUnsignedLong);
  }

  static long int64(JsonNode node, String field) {
    return whole(node, field, "a signed number of 64 bits", Long::parseLong);
  }

  /** The number of an enum's constant: signed; also as an unsigned writer puts a negative one. */
  static int choice(JsonNode node, String field) {
    return whole(
        node,
        field,
        "a number of 32 bits",
        digits ->
            digits.startsWith("-") ? Integer.parseInt(digits) : Integer.parseUnsignedInt(digits));
  }

  private static <N> N whole(
      JsonNode node, String field, String wanted, Function<String, N> number) {
    JsonNode value = node.path(field);
    if (isAbsent(value)) {
      return number.apply("0");
    }
    if (!value.isTextual() && !value.isNumber()) {
      throw wrong(field, "a whole number", value);
    }
    try {
      return number.apply(JsonNumbers.digits(value.asText()));
    } catch (NumberFormatException e) {
      throw wrong(field, wanted, value.asText());
    }
  }

  static double doubleValue(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (!value.isTextual() && !value.isNumber()) {
      throw wrong(field, "a number", value);
    }
    try {
      return JsonNumbers.floating(value.asText());
    } catch (NumberFormatException e) {
      throw wrong(field, "a number of 64 bits", value.asText());
    }
  }

  /** OTLP asks for the number; writers that follow protobuf's own mapping give the name. */
  static int named(JsonNode node, String field, Function<String, ProtocolMessageEnum> constant) {
    JsonNode value = node.path(field);
    if (!value.isTextual() || JsonNumbers.isNumber(value.textValue())) {
      return choice(node, field);
    }
    try {
      return constant.apply(value.textValue()).getNumber();
    } catch (IllegalArgumentException e) {
      throw wrong(field, "a number or a constant's name", value.textValue());
    }
  }

  static <M> List<M> list(JsonNode node, String field, Function<JsonNode, M> form) {
    JsonNode values = node.path(field);
    if (isAbsent(values)) {
      return List.of();
    }
    if (!values.isArray()) {
      throw wrong(field, "an array", values);
    }
    List<M> list = new ArrayList<>(values.size());
    for (JsonNode value : values) {
      try {
        list.add(form.apply(value));
      } catch (WrongFieldException e) {
        throw e.within("%s[%d]".formatted(field, list.size()));
      }
    }
    return list;
  }

  static boolean isAbsent(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }

  private static WrongFieldException wrong(String field, String wanted, JsonNode was) {
    return new WrongFieldException(
        field, "must be %s, was %s".formatted(wanted, was.getNodeType()));
  }

  /** The text is the sender's, and may be long. */
  private static WrongFieldException wrong(String field, String wanted, String was) {
    return new WrongFieldException(field, "must be %s, was '%.100s'".formatted(wanted, was));
  }
}
