package io.spanline.otlp;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;

/** Writes OTLP messages as JSON trees; a field that holds its default is left out. */
final class OtlpToJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private OtlpToJson() {}

  static ArrayNode resourceSpans(TracesData data) {
    return array(data.getResourceSpansList(), OtlpToJson::resourceSpans);
  }

  private static ObjectNode resourceSpans(ResourceSpans group) {
    ObjectNode node = NODES.objectNode();
    if (group.hasResource()) {
      ObjectNode resource = node.putObject("resource");
      attributes(resource, group.getResource().getAttributesList());
      number(resource, "droppedAttributesCount", group.getResource().getDroppedAttributesCount());
    }
    node.set("scopeSpans", array(group.getScopeSpansList(), OtlpToJson::scopeSpans));
    text(node, "schemaUrl", group.getSchemaUrl());
    return node;
  }

  private static ObjectNode scopeSpans(ScopeSpans scoped) {
    ObjectNode node = NODES.objectNode();
    if (scoped.hasScope()) {
      node.set("scope", scope(scoped.getScope()));
    }
    node.set("spans", array(scoped.getSpansList(), OtlpToJson::span));
    text(node, "schemaUrl", scoped.getSchemaUrl());
    return node;
  }

  private static ObjectNode scope(InstrumentationScope scope) {
    ObjectNode node = NODES.objectNode();
    text(node, "name", scope.getName());
    text(node, "version", scope.getVersion());
    attributes(node, scope.getAttributesList());
    number(node, "droppedAttributesCount", scope.getDroppedAttributesCount());
    return node;
  }

  private static ObjectNode span(Span span) {
    ObjectNode node = NODES.objectNode();
    id(node, "traceId", span.getTraceId());
    id(node, "spanId", span.getSpanId());
    text(node, "traceState", span.getTraceState());
    id(node, "parentSpanId", span.getParentSpanId());
    number(node, "flags", span.getFlags());
    text(node, "name", span.getName());
    number(node, "kind", span.getKindValue());
    node.put("startTimeUnixNano", Long.toUnsignedString(span.getStartTimeUnixNano()));
    node.put("endTimeUnixNano", Long.toUnsignedString(span.getEndTimeUnixNano()));
    attributes(node, span.getAttributesList());
    number(node, "droppedAttributesCount", span.getDroppedAttributesCount());
    list(node, "events", array(span.getEventsList(), OtlpToJson::event));
    number(node, "droppedEventsCount", span.getDroppedEventsCount());
    list(node, "links", array(span.getLinksList(), OtlpToJson::link));
    number(node, "droppedLinksCount", span.getDroppedLinksCount());
    if (span.hasStatus()) {
      ObjectNode status = node.putObject("status");
      text(status, "message", span.getStatus().getMessage());
      number(status, "code", span.getStatus().getCodeValue());
    }
    return node;
  }

  private static ObjectNode event(Span.Event event) {
    ObjectNode node = NODES.objectNode();
    node.put("timeUnixNano", Long.toUnsignedString(event.getTimeUnixNano()));
    text(node, "name", event.getName());
    attributes(node, event.getAttributesList());
    number(node, "droppedAttributesCount", event.getDroppedAttributesCount());
    return node;
  }

  private static ObjectNode link(Span.Link link) {
    ObjectNode node = NODES.objectNode();
    id(node, "traceId", link.getTraceId());
    id(node, "spanId", link.getSpanId());
    text(node, "traceState", link.getTraceState());
    attributes(node, link.getAttributesList());
    number(node, "droppedAttributesCount", link.getDroppedAttributesCount());
    number(node, "flags", link.getFlags());
    return node;
  }

  private static void attributes(ObjectNode node, List<KeyValue> attributes) {
    list(node, "attributes", array(attributes, OtlpToJson::keyValue));
  }

  private static ObjectNode keyValue(KeyValue attribute) {
    ObjectNode node = NODES.objectNode();
    node.put("key", attribute.getKey());
    node.set("value", anyValue(attribute.getValue()));
    return node;
  }

  private static ObjectNode anyValue(AnyValue value) {
    ObjectNode node = NODES.objectNode();
    switch (value.getValueCase()) {
      case STRING_VALUE -> node.put("stringValue", value.getStringValue());
      case BOOL_VALUE -> node.put("boolValue", value.getBoolValue());
      case INT_VALUE -> node.put("intValue", Long.toString(value.getIntValue()));
      case DOUBLE_VALUE -> doubleValue(node, value.getDoubleValue());
      case BYTES_VALUE -> node.put("bytesValue", value.getBytesValue().toByteArray());
      case ARRAY_VALUE ->
          node.putObject("arrayValue")
              .set("values", array(value.getArrayValue().getValuesList(), OtlpToJson::anyValue));
      case KVLIST_VALUE ->
          node.putObject("kvlistValue")
              .set("values", array(value.getKvlistValue().getValuesList(), OtlpToJson::keyValue));
      default -> {
        // An attribute without a value is legal OTLP: an empty object.
      }
    }
    return node;
  }

  /** JSON has no number for these three; protobuf's JSON mapping spells them as strings. */
  private static void doubleValue(ObjectNode node, double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      node.put("doubleValue", Double.toString(value));
    } else {
      node.put("doubleValue", value);
    }
  }

  private static void id(ObjectNode node, String field, ByteString id) {
    text(node, field, HexFormat.of().formatHex(id.toByteArray()));
  }

  private static void text(ObjectNode node, String field, String text) {
    if (!text.isEmpty()) {
      node.put(field, text);
    }
  }

  /** Numbers of 32 bits; unsigned in protobuf, so printed unsigned. */
  private static void number(ObjectNode node, String field, int number) {
    if (number != 0) {
      node.put(field, Integer.toUnsignedLong(number));
    }
  }

  private static void list(ObjectNode node, String field, ArrayNode values) {
    if (!values.isEmpty()) {
      node.set(field, values);
    }
  }

  private static <M> ArrayNode array(List<M> messages, Function<M, ObjectNode> form) {
    ArrayNode array = NODES.arrayNode(messages.size());
    messages.forEach(message -> array.add(form.apply(message)));
    return array;
  }
}
