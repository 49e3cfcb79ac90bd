package io.spanline.otlp;

import static io.spanline.otlp.JsonFields.base64;
import static io.spanline.otlp.JsonFields.choice;
import static io.spanline.otlp.JsonFields.doubleValue;
import static io.spanline.otlp.JsonFields.fixed64;
import static io.spanline.otlp.JsonFields.id;
import static io.spanline.otlp.JsonFields.int32;
import static io.spanline.otlp.JsonFields.int64;
import static io.spanline.otlp.JsonFields.list;
import static io.spanline.otlp.JsonFields.named;
import static io.spanline.otlp.JsonFields.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.EntityRef;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.util.List;

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
    if (node.hasNonNull("resource")) {
      group.setResource(resource(node.path("resource")));
    }
    return group.build();
  }

  private static Resource resource(JsonNode node) {
    return Resource.newBuilder()
        .addAllAttributes(attributes(node))
        .setDroppedAttributesCount(int32(node, "droppedAttributesCount"))
        .addAllEntityRefs(list(node, "entityRefs", JsonToOtlp::entity))
        .build();
  }

  private static EntityRef entity(JsonNode node) {
    return EntityRef.newBuilder()
        .setSchemaUrl(text(node, "schemaUrl"))
        .setType(text(node, "type"))
        .addAllIdKeys(list(node, "idKeys", JsonFields::text))
        .addAllDescriptionKeys(list(node, "descriptionKeys", JsonFields::text))
        .build();
  }

  private static ScopeSpans scopeSpans(JsonNode node) {
    ScopeSpans.Builder scoped =
        ScopeSpans.newBuilder()
            .addAllSpans(list(node, "spans", JsonToOtlp::span))
            .setSchemaUrl(text(node, "schemaUrl"));
    if (node.hasNonNull("scope")) {
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
            .setKindValue(named(node, "kind", Span.SpanKind::valueOf))
            .setStartTimeUnixNano(fixed64(node, "startTimeUnixNano"))
            .setEndTimeUnixNano(fixed64(node, "endTimeUnixNano"))
            .addAllAttributes(attributes(node))
            .setDroppedAttributesCount(int32(node, "droppedAttributesCount"))
            .addAllEvents(list(node, "events", JsonToOtlp::event))
            .setDroppedEventsCount(int32(node, "droppedEventsCount"))
            .addAllLinks(list(node, "links", JsonToOtlp::link))
            .setDroppedLinksCount(int32(node, "droppedLinksCount"));
    if (node.hasNonNull("status")) {
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
    return Status.newBuilder()
        .setMessage(text(node, "message"))
        .setCodeValue(named(node, "code", Status.StatusCode::valueOf))
        .build();
  }

  private static List<KeyValue> attributes(JsonNode node) {
    return list(node, "attributes", JsonToOtlp::keyValue);
  }

  private static KeyValue keyValue(JsonNode node) {
    KeyValue.Builder attribute =
        KeyValue.newBuilder().setKey(text(node, "key")).setKeyStrindex(choice(node, "keyStrindex"));
    if (node.hasNonNull("value")) {
      attribute.setValue(anyValue(node.path("value")));
    }
    return attribute.build();
  }

  private static AnyValue anyValue(JsonNode node) {
    AnyValue.Builder value = AnyValue.newBuilder();
    if (node.hasNonNull("stringValue")) {
      value.setStringValue(text(node, "stringValue"));
    } else if (node.hasNonNull("boolValue")) {
      value.setBoolValue(node.path("boolValue").asBoolean());
    } else if (node.hasNonNull("intValue")) {
      value.setIntValue(int64(node, "intValue"));
    } else if (node.hasNonNull("doubleValue")) {
      value.setDoubleValue(doubleValue(node.path("doubleValue")));
    } else if (node.hasNonNull("bytesValue")) {
      value.setBytesValue(base64(node.path("bytesValue")));
    } else if (node.hasNonNull("arrayValue")) {
      value.setArrayValue(
          ArrayValue.newBuilder()
              .addAllValues(list(node.path("arrayValue"), "values", JsonToOtlp::anyValue)));
    } else if (node.hasNonNull("kvlistValue")) {
      value.setKvlistValue(
          KeyValueList.newBuilder()
              .addAllValues(list(node.path("kvlistValue"), "values", JsonToOtlp::keyValue)));
    } else if (node.hasNonNull("stringValueStrindex")) {
      value.setStringValueStrindex(choice(node, "stringValueStrindex"));
    }
    return value.build();
  }
}
