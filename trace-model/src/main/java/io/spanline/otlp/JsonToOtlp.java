package io.spanline.otlp;

import static io.spanline.otlp.JsonFields.base64;
import static io.spanline.otlp.JsonFields.bool;
import static io.spanline.otlp.JsonFields.choice;
import static io.spanline.otlp.JsonFields.doubleValue;
import static io.spanline.otlp.JsonFields.fixed64;
import static io.spanline.otlp.JsonFields.id;
import static io.spanline.otlp.JsonFields.int32;
import static io.spanline.otlp.JsonFields.int64;
import static io.spanline.otlp.JsonFields.isAbsent;
import static io.spanline.otlp.JsonFields.list;
import static io.spanline.otlp.JsonFields.named;
import static io.spanline.otlp.JsonFields.object;
import static io.spanline.otlp.JsonFields.only;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.Descriptors.FieldDescriptor;
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
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads JSON trees as OTLP messages; anything of the wrong shape is a {@link WrongFieldException}
 * that says where.
 */
final class JsonToOtlp {
  // Paired ones are read as the one character that they are.
  private static final Pattern LONE_SURROGATE = Pattern.compile("\\p{Cs}");
  private static final Set<String> VALUES =
      AnyValue.getDescriptor().getFields().stream()
          .map(FieldDescriptor::getJsonName)
          .collect(Collectors.toUnmodifiableSet());

  private final Repairs repairs;

  JsonToOtlp(Repairs repairs) {
    this.repairs = repairs;
  }

  TracesData tracesData(JsonNode node) {
    return TracesData.newBuilder()
        .addAllResourceSpans(messages(object(node), "resourceSpans", this::resourceSpans))
        .build();
  }

  private ResourceSpans resourceSpans(JsonNode node) {
    return repairs.part(
        () -> {
          ResourceSpans.Builder group =
              ResourceSpans.newBuilder()
                  .addAllScopeSpans(messages(node, "scopeSpans", this::scopeSpans))
                  .setSchemaUrl(text(node, "schemaUrl"));
          message(node, "resource", this::resource, group::setResource);
          return group.build();
        });
  }

  private Resource resource(JsonNode node) {
    return Resource.newBuilder()
        .addAllAttributes(attributes(node))
        .setDroppedAttributesCount(int32(node, "droppedAttributesCount"))
        .addAllEntityRefs(messages(node, "entityRefs", this::entity))
        .build();
  }

  private EntityRef entity(JsonNode node) {
    return EntityRef.newBuilder()
        .setSchemaUrl(text(node, "schemaUrl"))
        .setType(text(node, "type"))
        .addAllIdKeys(texts(node, "idKeys"))
        .addAllDescriptionKeys(texts(node, "descriptionKeys"))
        .build();
  }

  private ScopeSpans scopeSpans(JsonNode node) {
    return repairs.part(
        () -> {
          ScopeSpans.Builder scoped =
              ScopeSpans.newBuilder()
                  .addAllSpans(messages(node, "spans", this::span))
                  .setSchemaUrl(text(node, "schemaUrl"));
          message(node, "scope", this::scope, scoped::setScope);
          return scoped.build();
        });
  }

  private InstrumentationScope scope(JsonNode node) {
    return InstrumentationScope.newBuilder()
        .setName(text(node, "name"))
        .setVersion(text(node, "version"))
        .addAllAttributes(attributes(node))
        .setDroppedAttributesCount(int32(node, "droppedAttributesCount"))
        .build();
  }

  private Span span(JsonNode node) {
    return repairs.span(() -> spanOf(node));
  }

  private Span spanOf(JsonNode node) {
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
            .addAllEvents(messages(node, "events", this::event))
            .setDroppedEventsCount(int32(node, "droppedEventsCount"))
            .addAllLinks(messages(node, "links", this::link))
            .setDroppedLinksCount(int32(node, "droppedLinksCount"));
    message(node, "status", this::status, span::setStatus);
    return span.build();
  }

  private Span.Event event(JsonNode node) {
    return Span.Event.newBuilder()
        .setTimeUnixNano(fixed64(node, "timeUnixNano"))
        .setName(text(node, "name"))
        .addAllAttributes(attributes(node))
        .setDroppedAttributesCount(int32(node, "droppedAttributesCount"))
        .build();
  }

  private Span.Link link(JsonNode node) {
    return Span.Link.newBuilder()
        .setTraceId(id(node, "traceId"))
        .setSpanId(id(node, "spanId"))
        .setTraceState(text(node, "traceState"))
        .addAllAttributes(attributes(node))
        .setDroppedAttributesCount(int32(node, "droppedAttributesCount"))
        .setFlags(int32(node, "flags"))
        .build();
  }

  private Status status(JsonNode node) {
    return Status.newBuilder()
        .setMessage(text(node, "message"))
        .setCodeValue(named(node, "code", Status.StatusCode::valueOf))
        .build();
  }

  private List<KeyValue> attributes(JsonNode node) {
    return messages(node, "attributes", this::keyValue);
  }

  private KeyValue keyValue(JsonNode node) {
    KeyValue.Builder attribute =
        KeyValue.newBuilder().setKey(text(node, "key")).setKeyStrindex(choice(node, "keyStrindex"));
    message(node, "value", this::anyValue, attribute::setValue);
    return attribute.build();
  }

  private AnyValue anyValue(JsonNode node) {
    AnyValue.Builder value = AnyValue.newBuilder();
    String field = only(node, VALUES);
    switch (field) {
      case "stringValue" -> value.setStringValue(text(node, field));
      case "boolValue" -> value.setBoolValue(bool(node, field));
      case "intValue" -> value.setIntValue(int64(node, field));
      case "doubleValue" -> value.setDoubleValue(doubleValue(node, field));
      case "bytesValue" -> value.setBytesValue(base64(node, field));
      case "arrayValue" -> message(node, field, this::arrayValue, value::setArrayValue);
      case "kvlistValue" -> message(node, field, this::keyValueList, value::setKvlistValue);
      case "stringValueStrindex" -> value.setStringValueStrindex(choice(node, field));
      default -> {
        // An attribute without a value is legal OTLP.
      }
    }
    return value.build();
  }

  private ArrayValue arrayValue(JsonNode node) {
    return ArrayValue.newBuilder().addAllValues(messages(node, "values", this::anyValue)).build();
  }

  private KeyValueList keyValueList(JsonNode node) {
    return KeyValueList.newBuilder().addAllValues(messages(node, "values", this::keyValue)).build();
  }

  private static <M> List<M> messages(JsonNode node, String field, Function<JsonNode, M> form) {
    return list(node, field, one -> form.apply(object(one)));
  }

  /** Sets the message that a field holds, if there is one. */
  private static <M> void message(
      JsonNode node, String field, Function<JsonNode, M> form, Consumer<M> setter) {
    JsonNode value = node.path(field);
    if (isAbsent(value)) {
      return;
    }
    try {
      setter.accept(form.apply(object(value)));
    } catch (WrongFieldException e) {
      throw e.within(field);
    }
  }

  private List<String> texts(JsonNode node, String field) {
    return list(node, field, one -> wellFormed(JsonFields.text(one)));
  }

  private String text(JsonNode node, String field) {
    return wellFormed(JsonFields.text(node, field));
  }

  /** JSON can escape half a character, which neither protobuf nor JSON could write again. */
  private String wellFormed(String text) {
    Matcher half = LONE_SURROGATE.matcher(text);
    if (!half.find()) {
      return text;
    }
    repairs.text();
    return half.replaceAll("\uFFFD");
  }
}
