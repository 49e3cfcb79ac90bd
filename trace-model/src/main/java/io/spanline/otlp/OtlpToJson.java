package io.spanline.otlp;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.EntityRef;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;

/**
 * Writes OTLP messages as JSON; a field that holds its default is left out. It writes as it goes: a
 * tree of a million empty attributes would take a hundred times their bytes.
 */
final class OtlpToJson {
  private final JsonGenerator out;

  OtlpToJson(JsonGenerator out) {
    this.out = out;
  }

  /** Writes the fields of one object. */
  @FunctionalInterface
  private interface Form<M> {
    void write(M message) throws IOException;
  }

  void resourceSpans(List<ResourceSpans> groups) throws IOException {
    array("resourceSpans", groups, this::resourceSpans);
  }

  private void resourceSpans(ResourceSpans group) throws IOException {
    if (group.hasResource()) {
      object("resource", group.getResource(), this::resource);
    }
    array("scopeSpans", group.getScopeSpansList(), this::scopeSpans);
    text("schemaUrl", group.getSchemaUrl());
  }

  private void resource(Resource resource) throws IOException {
    attributes(resource.getAttributesList());
    number("droppedAttributesCount", resource.getDroppedAttributesCount());
    list("entityRefs", resource.getEntityRefsList(), this::entity);
  }

  private void entity(EntityRef entity) throws IOException {
    text("schemaUrl", entity.getSchemaUrl());
    text("type", entity.getType());
    texts("idKeys", entity.getIdKeysList());
    texts("descriptionKeys", entity.getDescriptionKeysList());
  }

  private void scopeSpans(ScopeSpans scoped) throws IOException {
    if (scoped.hasScope()) {
      object("scope", scoped.getScope(), this::scope);
    }
    array("spans", scoped.getSpansList(), this::span);
    text("schemaUrl", scoped.getSchemaUrl());
  }

  private void scope(InstrumentationScope scope) throws IOException {
    text("name", scope.getName());
    text("version", scope.getVersion());
    attributes(scope.getAttributesList());
    number("droppedAttributesCount", scope.getDroppedAttributesCount());
  }

  private void span(Span span) throws IOException {
    id("traceId", span.getTraceId());
    id("spanId", span.getSpanId());
    text("traceState", span.getTraceState());
    id("parentSpanId", span.getParentSpanId());
    number("flags", span.getFlags());
    text("name", span.getName());
    choice("kind", span.getKindValue());
    out.writeStringField("startTimeUnixNano", unsigned(span.getStartTimeUnixNano()));
    out.writeStringField("endTimeUnixNano", unsigned(span.getEndTimeUnixNano()));
    attributes(span.getAttributesList());
    number("droppedAttributesCount", span.getDroppedAttributesCount());
    list("events", span.getEventsList(), this::event);
    number("droppedEventsCount", span.getDroppedEventsCount());
    list("links", span.getLinksList(), this::link);
    number("droppedLinksCount", span.getDroppedLinksCount());
    if (span.hasStatus()) {
      object("status", span.getStatus(), this::status);
    }
  }

  private void status(Status status) throws IOException {
    text("message", status.getMessage());
    choice("code", status.getCodeValue());
  }

  private void event(Span.Event event) throws IOException {
    out.writeStringField("timeUnixNano", unsigned(event.getTimeUnixNano()));
    text("name", event.getName());
    attributes(event.getAttributesList());
    number("droppedAttributesCount", event.getDroppedAttributesCount());
  }

  private void link(Span.Link link) throws IOException {
    id("traceId", link.getTraceId());
    id("spanId", link.getSpanId());
    text("traceState", link.getTraceState());
    attributes(link.getAttributesList());
    number("droppedAttributesCount", link.getDroppedAttributesCount());
    number("flags", link.getFlags());
  }

  private void attributes(List<KeyValue> attributes) throws IOException {
    list("attributes", attributes, this::keyValue);
  }

  private void keyValue(KeyValue attribute) throws IOException {
    out.writeStringField("key", attribute.getKey());
    choice("keyStrindex", attribute.getKeyStrindex());
    if (attribute.hasValue()) {
      object("value", attribute.getValue(), this::anyValue);
    }
  }

  private void anyValue(AnyValue value) throws IOException {
    switch (value.getValueCase()) {
      case STRING_VALUE -> out.writeStringField("stringValue", value.getStringValue());
      case BOOL_VALUE -> out.writeBooleanField("boolValue", value.getBoolValue());
      case INT_VALUE -> out.writeStringField("intValue", Long.toString(value.getIntValue()));
      case DOUBLE_VALUE -> doubleValue(value.getDoubleValue());
      case BYTES_VALUE -> out.writeBinaryField("bytesValue", value.getBytesValue().toByteArray());
      case ARRAY_VALUE ->
          object(
              "arrayValue",
              value.getArrayValue().getValuesList(),
              values -> array("values", values, this::anyValue));
      case KVLIST_VALUE ->
          object(
              "kvlistValue",
              value.getKvlistValue().getValuesList(),
              values -> array("values", values, this::keyValue));
      case STRING_VALUE_STRINDEX ->
          out.writeNumberField("stringValueStrindex", value.getStringValueStrindex());
      default -> {
        // An attribute without a value is legal OTLP: an empty object.
      }
    }
  }

  /**
   * JSON has no number for three of them, and readers of decimals none for -0.0; protobuf's JSON
   * mapping allows strings.
   */
  private void doubleValue(double value) throws IOException {
    if (!Double.isFinite(value) || (value == 0 && 1 / value < 0)) {
      out.writeStringField("doubleValue", Double.toString(value));
    } else {
      out.writeNumberField("doubleValue", value);
    }
  }

  private void id(String field, ByteString id) throws IOException {
    text(field, HexFormat.of().formatHex(id.toByteArray()));
  }

  private void text(String field, String text) throws IOException {
    if (!text.isEmpty()) {
      out.writeStringField(field, text);
    }
  }

  /** Numbers of 32 bits; unsigned in protobuf, so printed unsigned. */
  private void number(String field, int number) throws IOException {
    if (number != 0) {
      out.writeNumberField(field, Integer.toUnsignedLong(number));
    }
  }

  /** The number of an enum's constant, which is signed. */
  private void choice(String field, int number) throws IOException {
    if (number != 0) {
      out.writeNumberField(field, number);
    }
  }

  private static String unsigned(long number) {
    return Long.toUnsignedString(number);
  }

  private <M> void list(String field, List<M> messages, Form<M> form) throws IOException {
    if (!messages.isEmpty()) {
      array(field, messages, form);
    }
  }

  private <M> void array(String field, List<M> messages, Form<M> form) throws IOException {
    out.writeArrayFieldStart(field);
    for (M message : messages) {
      element(message, form);
    }
    out.writeEndArray();
  }

  private <M> void object(String field, M message, Form<M> form) throws IOException {
    out.writeFieldName(field);
    element(message, form);
  }

  private <M> void element(M message, Form<M> form) throws IOException {
    out.writeStartObject();
    form.write(message);
    out.writeEndObject();
  }

  private void texts(String field, List<String> texts) throws IOException {
    if (!texts.isEmpty()) {
      out.writeArrayFieldStart(field);
      for (String text : texts) {
        out.writeString(text);
      }
      out.writeEndArray();
    }
  }
}
