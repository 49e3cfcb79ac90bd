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

  /** Writes one element of an array. */
  @FunctionalInterface
  private interface Form<M> {
    void write(M message) throws IOException;
  }

  void resourceSpans(List<ResourceSpans> groups) throws IOException {
    array("resourceSpans", groups, this::resourceSpans);
  }

  private void resourceSpans(ResourceSpans group) throws IOException {
    out.writeStartObject();
    if (group.hasResource()) {
      out.writeFieldName("resource");
      resource(group.getResource());
    }
    array("scopeSpans", group.getScopeSpansList(), this::scopeSpans);
    text("schemaUrl", group.getSchemaUrl());
    out.writeEndObject();
  }

  private void resource(Resource resource) throws IOException {
    out.writeStartObject();
    attributes(resource.getAttributesList());
    number("droppedAttributesCount", resource.getDroppedAttributesCount());
    list("entityRefs", resource.getEntityRefsList(), this::entity);
    out.writeEndObject();
  }

  private void entity(EntityRef entity) throws IOException {
    out.writeStartObject();
    text("schemaUrl", entity.getSchemaUrl());
    text("type", entity.getType());
    list("idKeys", entity.getIdKeysList(), out::writeString);
    list("descriptionKeys", entity.getDescriptionKeysList(), out::writeString);
    out.writeEndObject();
  }

  private void scopeSpans(ScopeSpans scoped) throws IOException {
    out.writeStartObject();
    if (scoped.hasScope()) {
      out.writeFieldName("scope");
      scope(scoped.getScope());
    }
    array("spans", scoped.getSpansList(), this::span);
    text("schemaUrl", scoped.getSchemaUrl());
    out.writeEndObject();
  }

  private void scope(InstrumentationScope scope) throws IOException {
    out.writeStartObject();
    text("name", scope.getName());
    text("version", scope.getVersion());
    attributes(scope.getAttributesList());
    number("droppedAttributesCount", scope.getDroppedAttributesCount());
    out.writeEndObject();
  }

  private void span(Span span) throws IOException {
    out.writeStartObject();
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
      out.writeFieldName("status");
      status(span.getStatus());
    }
    out.writeEndObject();
  }

  private void status(Status status) throws IOException {
    out.writeStartObject();
    text("message", status.getMessage());
    choice("code", status.getCodeValue());
    out.writeEndObject();
  }

  private void event(Span.Event event) throws IOException {
    out.writeStartObject();
    out.writeStringField("timeUnixNano", unsigned(event.getTimeUnixNano()));
    text("name", event.getName());
    attributes(event.getAttributesList());
    number("droppedAttributesCount", event.getDroppedAttributesCount());
    out.writeEndObject();
  }

  private void link(Span.Link link) throws IOException {
    out.writeStartObject();
    id("traceId", link.getTraceId());
    id("spanId", link.getSpanId());
    text("traceState", link.getTraceState());
    attributes(link.getAttributesList());
    number("droppedAttributesCount", link.getDroppedAttributesCount());
    number("flags", link.getFlags());
    out.writeEndObject();
  }

  private void attributes(List<KeyValue> attributes) throws IOException {
    list("attributes", attributes, this::keyValue);
  }

  private void keyValue(KeyValue attribute) throws IOException {
    out.writeStartObject();
    out.writeStringField("key", attribute.getKey());
    choice("keyStrindex", attribute.getKeyStrindex());
    if (attribute.hasValue()) {
      out.writeFieldName("value");
      anyValue(attribute.getValue());
    }
    out.writeEndObject();
  }

  private void anyValue(AnyValue value) throws IOException {
    out.writeStartObject();
    switch (value.getValueCase()) {
      case STRING_VALUE -> out.writeStringField("stringValue", value.getStringValue());
      case BOOL_VALUE -> out.writeBooleanField("boolValue", value.getBoolValue());
      case INT_VALUE -> out.writeStringField("intValue", Long.toString(value.getIntValue()));
      case DOUBLE_VALUE -> doubleValue(value.getDoubleValue());
      case BYTES_VALUE -> out.writeBinaryField("bytesValue", value.getBytesValue().toByteArray());
      case ARRAY_VALUE -> {
        out.writeObjectFieldStart("arrayValue");
        array("values", value.getArrayValue().getValuesList(), this::anyValue);
        out.writeEndObject();
      }
      case KVLIST_VALUE -> {
        out.writeObjectFieldStart("kvlistValue");
        array("values", value.getKvlistValue().getValuesList(), this::keyValue);
        out.writeEndObject();
      }
      case STRING_VALUE_STRINDEX ->
          out.writeNumberField("stringValueStrindex", value.getStringValueStrindex());
      default -> {
        // An attribute without a value is legal OTLP: an empty object.
      }
    }
    out.writeEndObject();
  }

  /** JSON has no number for these three; protobuf's JSON mapping spells them as strings. */
  private void doubleValue(double value) throws IOException {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
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
      form.write(message);
    }
    out.writeEndArray();
  }
}
