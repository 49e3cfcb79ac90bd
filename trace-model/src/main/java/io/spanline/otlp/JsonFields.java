package io.spanline.otlp;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.ProtocolMessageEnum;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * Reads fields of JSON objects as the types that OTLP has; what is of another type is an
 * IllegalArgumentException that names the field.
 */
final class JsonFields {
  // Paired ones are read as the one character that they are.
  private static final Pattern LONE_SURROGATE = Pattern.compile("\\p{Cs}");

  private JsonFields() {}

  static double doubleValue(JsonNode node) {
    if (!node.isTextual() && !node.isNumber()) {
      throw wrong("doubleValue", "a number", node);
    }
    try {
      return node.isTextual() ? Double.parseDouble(node.textValue()) : node.asDouble();
    } catch (NumberFormatException e) {
      throw wrong("doubleValue", "a number", node.textValue());
    }
  }

  static ByteString base64(JsonNode node) {
    try {
      byte[] bytes = node.binaryValue();
      if (bytes == null) {
        throw wrong("bytesValue", "base64 text", node);
      }
      return ByteString.copyFrom(bytes);
    } catch (IOException e) {
      throw wrong("bytesValue", "base64 text", node);
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
    if (value.isMissingNode() || value.isNull()) {
      return "";
    }
    if (!value.isTextual()) {
      throw wrong(field, "text", value);
    }
    return wellFormed(value.textValue());
  }

  static String text(JsonNode value) {
    if (!value.isTextual()) {
      throw wrong("a key", "text", value);
    }
    return wellFormed(value.textValue());
  }

  /** JSON can escape half a character, which neither protobuf nor JSON could write again. */
  private static String wellFormed(String text) {
    return LONE_SURROGATE.matcher(text).replaceAll("\uFFFD");
  }

  static int int32(JsonNode node, String field) {
    return digits(node, field, "a number of 32 bits", Integer::parseUnsignedInt);
  }

  static long fixed64(JsonNode node, String field) {
    return digits(node, field, "a number of 64 bits", Long::parseUnsignedLong);
  }

  static long int64(JsonNode node, String field) {
    return digits(node, field, "a signed number of 64 bits", Long::parseLong);
  }

  /** The number of an enum's constant: signed; also as an unsigned writer puts a negative one. */
  static int choice(JsonNode node, String field) {
    return digits(
        node,
        field,
        "a number of 32 bits",
        digits ->
            digits.startsWith("-") ? Integer.parseInt(digits) : Integer.parseUnsignedInt(digits));
  }

  /** A whole number, which OTLP allows as a JSON number or as a string of digits. */
  private static <N> N digits(
      JsonNode node, String field, String wanted, Function<String, N> number) {
    JsonNode value = node.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return number.apply("0");
    }
    if (!value.isTextual() && !value.isIntegralNumber()) {
      throw wrong(field, "a whole number", value);
    }
    String digits = value.asText();
    try {
      return number.apply(digits);
    } catch (NumberFormatException e) {
      throw wrong(field, wanted, digits);
    }
  }

  /** OTLP asks for the number; writers that follow protobuf's own mapping give the name. */
  static int named(JsonNode node, String field, Function<String, ProtocolMessageEnum> constant) {
    JsonNode value = node.path(field);
    if (!value.isTextual()) {
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
    if (values.isMissingNode() || values.isNull()) {
      return List.of();
    }
    if (!values.isArray()) {
      throw wrong(field, "an array", values);
    }
    return StreamSupport.stream(values.spliterator(), false).map(form).toList();
  }

  private static IllegalArgumentException wrong(String field, String wanted, JsonNode was) {
    return new WrongFieldException(
        field, "%s must be %s, was %s".formatted(field, wanted, was.getNodeType()));
  }

  /** The text is the sender's, and may be long. */
  private static IllegalArgumentException wrong(String field, String wanted, String was) {
    return new WrongFieldException(
        field, "%s must be %s, was '%.100s'".formatted(field, wanted, was));
  }
}
