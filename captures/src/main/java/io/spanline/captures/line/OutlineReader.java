package io.spanline.captures.line;

import static io.spanline.captures.line.CanonicalJson.require;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Status;
import io.spanline.captures.line.Admission.Place;
import io.spanline.model.Span;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code resourceSpans} to spans that hold what an outline does. It goes through the fields
 * in the order of {@code OtlpToJson}, which writes them.
 */
final class OutlineReader {
  private static final long UINT32 = 0xffff_ffffL;
  private static final ResourceSpans NO_RESOURCE = ResourceSpans.getDefaultInstance();
  private static final ScopeSpans NO_SCOPE = ScopeSpans.getDefaultInstance();
  private static final Status FAILED =
      Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR).build();

  private final CanonicalJson json;
  private final KnownParts<ResourceSpans> resources;
  private final KnownParts<ScopeSpans> scopes;
  private final AttributeScan texts;
  private final List<Span> spans = new ArrayList<>();
  private byte[] traceIdField = new byte[0];

  OutlineReader(CanonicalJson json, LineScan.Memory known) {
    this.json = json;
    this.resources = known.resources();
    this.scopes = known.scopes();
    this.texts = new AttributeScan(json, known.texts(), known.attributes());
  }

  /** The spans of the field {@code resourceSpans}, which comes next. */
  List<Span> spans() throws IOException {
    json.array("resourceSpans", this::group);
    return spans;
  }

  boolean admitted() {
    return texts.admitted();
  }

  private void group() throws IOException {
    json.enter();
    ResourceSpans origin = NO_RESOURCE;
    if (json.at("resource")) {
      origin = resource();
    }
    ResourceSpans of = origin;
    json.array("scopeSpans", () -> scoped(of));
    texts.ask(Place.SCHEMA_URL, "resource.schema_url", "schemaUrl");
    json.leave();
  }

  private ResourceSpans resource() throws IOException {
    ResourceSpans again = resources.take(json);
    if (again != null) {
      return again;
    }
    int from = json.position();
    Resource.Builder resource = Resource.newBuilder();
    json.enter();
    texts.attributes(Place.RESOURCE, "service.name"::equals, resource::addAttributes);
    json.number("droppedAttributesCount", 0, UINT32);
    json.leave();
    ResourceSpans origin = ResourceSpans.newBuilder().setResource(resource).build();
    if (admitted()) {
      resources.add(json.since(from), origin);
    }
    return origin;
  }

  private void scoped(ResourceSpans origin) throws IOException {
    json.enter();
    if (json.at("scope")) {
      scope();
    }
    json.array("spans", () -> span(origin));
    texts.ask(Place.SCHEMA_URL, "scope.schema_url", "schemaUrl");
    json.leave();
  }

  private void scope() throws IOException {
    if (scopes.take(json) != null) {
      return;
    }
    int from = json.position();
    json.enter();
    texts.ask(Place.NAME, "scope.name", "name");
    texts.ask(Place.NAME, "scope.version", "version");
    texts.attributes(Place.SCOPE);
    json.number("droppedAttributesCount", 0, UINT32);
    json.leave();
    if (admitted()) {
      scopes.add(json.since(from), NO_SCOPE);
    }
  }

  private void span(ResourceSpans origin) throws IOException {
    var span = io.opentelemetry.proto.trace.v1.Span.newBuilder();
    json.enter();
    span.setTraceId(traceId()).setSpanId(id("spanId", 8));
    texts.ask(Place.TRACE_STATE, "span.trace_state", "traceState");
    if (json.text("parentSpanId")) {
      byte[] parent = json.hex();
      require(parent.length == 8);
      span.setParentSpanId(UnsafeByteOperations.unsafeWrap(parent));
    }
    span.setFlags((int) json.number("flags", 0, UINT32));
    String name = texts.ask(Place.NAME, "span.name", "name");
    if (name != null) {
      span.setName(name);
    }
    span.setKindValue((int) json.number("kind", Integer.MIN_VALUE, Integer.MAX_VALUE));
    span.setStartTimeUnixNano(json.fixed64("startTimeUnixNano"));
    span.setEndTimeUnixNano(json.fixed64("endTimeUnixNano"));
    texts.ofSpan(span::addAttributes);
    json.number("droppedAttributesCount", 0, UINT32);
    json.list("events", this::event);
    json.number("droppedEventsCount", 0, UINT32);
    json.list("links", this::link);
    json.number("droppedLinksCount", 0, UINT32);
    if (json.at("status")) {
      span.setStatus(status());
    }
    json.leave();
    spans.add(new Span(origin, NO_SCOPE, span.build()));
  }

  private Status status() {
    json.enter();
    texts.ask(Place.STATUS, "status.message", "message");
    long code = json.number("code", Integer.MIN_VALUE, Integer.MAX_VALUE);
    json.leave();
    return code == FAILED.getCodeValue()
        ? FAILED
        : Status.newBuilder().setCodeValue((int) code).build();
  }

  private void event() throws IOException {
    json.enter();
    json.fixed64("timeUnixNano");
    texts.ask(Place.NAME, "event.name", "name");
    texts.attributes(Place.EVENT);
    json.number("droppedAttributesCount", 0, UINT32);
    json.leave();
  }

  private void link() throws IOException {
    json.enter();
    hex("traceId");
    hex("spanId");
    texts.ask(Place.TRACE_STATE, "link.trace_state", "traceState");
    texts.attributes(Place.LINK);
    json.number("droppedAttributesCount", 0, UINT32);
    json.number("flags", 0, UINT32);
    json.leave();
  }

  /** The trace's id, which all spans of a trace have. */
  private ByteString traceId() {
    if (!spans.isEmpty() && json.takeAll(traceIdField)) {
      return spans.get(0).otlp().getTraceId();
    }
    int from = json.position();
    ByteString id = id("traceId", 16);
    traceIdField = json.since(from);
    return id;
  }

  /** An id that makes a span usable: of this length, and not zero. */
  private ByteString id(String field, int length) {
    json.requiredText(field);
    byte[] id = json.hex();
    int bits = 0;
    for (byte b : id) {
      bits |= b;
    }
    require(id.length == length && bits != 0);
    return UnsafeByteOperations.unsafeWrap(id);
  }

  private void hex(String field) {
    if (json.text(field)) {
      json.hex();
    }
  }
}
