package io.spanline.otlp;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.io.IOException;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/**
 * Reads JSON trees as OTLP messages; anything of the wrong shape is an IllegalArgumentException.
 */
final class JsonToOtlp {
  private JsonToOtlp() {}

  static TracesData tracesData(JsonNode node) {
    return TracesData.newBuilder()
        .addAllResourceSpans(list(node, "resourceSpans", JsonToOtlp::resourceSpans))
        .build();
  }

  private static ResourceSpans resourceSpans(JsonNode node) {
    ResourceSpans.Builder group =
        ResourceSpans.newBuilder()
            .addAllScopeSpans(list(node, "scopeSpans", JsonToOtlp::scopeSpans))
            .setSchemaUrl(text(node, "schemaUrl"));
    if (node.has("resource")) {
      group.setResource(resource(node.path("resource")));
    }
    return group.build();
  }

  private static Resource resource(JsonNode node) {
    return Resource.newBuilder()
        .addAllAttributes(attributes(node))
        .setDroppedAttributesCount(int32(node, "droppedAttributesCount"))
        .build();
  }

  private static ScopeSpans scopeSpans(JsonNode node) {
    ScopeSpans.Builder scoped =
        ScopeSpans.newBuilder()
            .addAllSpans(list(node, "spans", JsonToOtlp::span))
            .setSchemaUrl(text(node, "schemaUrl"));
    if (node.has("scope")) {
      scoped.setScope(scope(node.path("scope")));
    }
    return scoped.build();
  }

  private static InstrumentationScope scope(JsonNode node) {
    return InstrumentationScope.newBuilder()
        .setName(text(node, "name"))
        .setVersion(text(node, "version"))
        .addAllAttributes(attributes(node))
        .setDroppedAttributesCount(int32(node, "droppedAttributesCount"))
        .build();
  }

  private static Span span(JsonNode node) {
    Span.Builder span =
        Span.newBuilder()
            .setTraceId(id(node, "traceId"))
            .setSpanId(id(node, "spanId"))
            .setTraceState(text(node, "traceState"))
            .setParentSpanId(id(node, "parentSpanId"))
            .setFlags(int32(node, "flags"))
            .setName(text(node, "name"))
            .setKindValue(kind(node))
            .setStartTimeUnixNano(fixed64(node, "startTimeUnixNano"))
            .setEndTimeUnixNano(fixed64(node, "endTimeUnixNano"))
            .addAllAttributes(attributes(node))
            .setDroppedAttributesCount(int32(node, "droppedAttributesCount"))
            .addAllEvents(list(node, "events", JsonToOtlp::event))
            .setDroppedEventsCount(int32(node, "droppedEventsCount"))
            .addAllLinks(list(node, "links", JsonToOtlp::link))
            .setDroppedLinksCount(int32(node, "droppedLinksCount"));
    if (node.has("status")) {
      span.setStatus(status(node.path("status")));
    }
    return span.build();
  }

  private static Span.Event event(JsonNode node) {
    return Span.Event.newBuilder()
        .setTimeUnixNano(fixed64(node, "timeUnixNano"))
        .setName(text(node, "name"))
        .addAllAttributes(attributes(node))
        .setDroppedAttributesCount(int32(node, "droppedAttributesCount"))
        .build();
  }

  private static Span.Link link(JsonNode node) {
    return Span.Link.newBuilder()
        .setTraceId(id(node, "traceId"))
        .setSpanId(id(node, "spanId"))
        .setTraceState(text(node, "traceState"))
        .addAllAttributes(attributes(node))
        .setDroppedAttributesCount(int32(node, "droppedAttributesCount"))
        .setFlags(int32(node, "flags"))
        .build();
  }

  private static Status status(JsonNode node) {
    JsonNode code = node.path("code");
    int number =
        code.isTextual()
            ? Status.StatusCode.valueOf(code.textValue()).getNumber()
            : int32(node, "code");
    return Status.newBuilder().setMessage(text(node, "message")).setCodeValue(number).build();
  }

  /** OTLP asks for the number; writers that follow protobuf's own mapping give the name. */
  private static int kind(JsonNode node) {
    JsonNode kind = node.path("kind");
    return kind.isTextual()
        ? Span.SpanKind.valueOf(kind.textValue()).getNumber()
        : int32(node, "kind");
  }

  private static List<KeyValue> attributes(JsonNode node) {
    return list(node, "attributes", JsonToOtlp::keyValue);
  }

  private static KeyValue keyValue(JsonNode node) {
    return KeyValue.newBuilder()
        .setKey(text(node, "key"))
        .setValue(anyValue(node.path("value")))
        .build();
  }

  private static AnyValue anyValue(JsonNode node) {
    AnyValue.Builder value = AnyValue.newBuilder();
    if (node.has("stringValue")) {
      value.setStringValue(text(node, "stringValue"));
    } else if (node.has("boolValue")) {
      value.setBoolValue(node.path("boolValue").asBoolean());
    } else if (node.has("intValue")) {
      value.setIntValue(new BigInteger(digits(node, "intValue")).longValueExact());
    } else if (node.has("doubleValue")) {
      value.setDoubleValue(doubleValue(node.path("doubleValue")));
    } else if (node.has("bytesValue")) {
      value.setBytesValue(base64(node.path("bytesValue")));
    } else if (node.has("arrayValue")) {
      value.setArrayValue(
          ArrayValue.newBuilder()
              .addAllValues(list(node.path("arrayValue"), "values", JsonToOtlp::anyValue)));
    } else if (node.has("kvlistValue")) {
      value.setKvlistValue(
          KeyValueList.newBuilder()
              .addAllValues(list(node.path("kvlistValue"), "values", JsonToOtlp::keyValue)));
    }
    return value.build();
  }

  private static double doubleValue(JsonNode node) {
    return node.isTextual() ? Double.parseDouble(node.textValue()) : node.asDouble();
  }

  private static ByteString base64(JsonNode node) {
    try {
      byte[] bytes = node.binaryValue();
      if (bytes == null) {
        throw wrong("bytesValue", "base64 text", node);
      }
      return ByteString.copyFrom(bytes);
    } catch (IOException e) {
      throw new IllegalArgumentException("bytesValue must be base64 text", e);
    }
  }

  private static ByteString id(JsonNode node, String field) {
    String hex = text(node, field);
    try {
      return ByteString.copyFrom(HexFormat.of().parseHex(hex.toLowerCase(Locale.ROOT)));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(field + " must be hex digits, was '" + hex + "'", e);
    }
  }

  private static String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return "";
    }
    if (!value.isTextual()) {
      throw wrong(field, "text", value);
    }
    return value.textValue();
  }

  private static int int32(JsonNode node, String field) {
    String digits = digits(node, field);
    try {
      return Integer.parseUnsignedInt(digits);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          field + " must be a number of 32 bits, was '" + digits + "'", e);
    }
  }

  private static long fixed64(JsonNode node, String field) {
    String digits = digits(node, field);
    try {
      return Long.parseUnsignedLong(digits);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          field + " must be a number of 64 bits, was '" + digits + "'", e);
    }
  }

  /** A whole number, which OTLP allows as a JSON number or as a string of digits. */
  private static String digits(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return "0";
    }
    if (!value.isTextual() && !value.isIntegralNumber()) {
      throw wrong(field, "a whole number", value);
    }
    return value.asText();
  }

  private static <M> List<M> list(JsonNode node, String field, Function<JsonNode, M> form) {
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
    return new IllegalArgumentException(
        "%s must be %s, was %s".formatted(field, wanted, was.getNodeType()));
  }
}
