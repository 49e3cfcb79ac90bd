package io.spanline.capture.redaction;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.spanline.file.Admission.Place;
import java.util.ArrayList;
import java.util.List;

/**
 * The messages of a span without what is not allowed; each the same object where all of it is. Ids,
 * times, kinds and codes stay; attributes that go are added to what their sender says it dropped.
 */
@SuppressWarnings("ReferenceEquality") // what is unchanged is the same object
final class SpanCleaning {
  private static final int TRACE_ID_BYTES = 16;
  private static final int SPAN_ID_BYTES = 8;
  private static final long MOST_DROPPED = 0xffff_ffffL;

  private final Findings findings;
  private final AttributeCleaning attributes;

  SpanCleaning(Findings findings) {
    this.findings = findings;
    this.attributes = new AttributeCleaning(findings);
  }

  ResourceSpans clean(ResourceSpans origin) {
    Resource resource = origin.getResource();
    List<KeyValue> kept = attributes.clean(Place.RESOURCE, resource.getAttributesList());
    boolean entities = resource.getEntityRefsCount() > 0;
    boolean schema = SchemaUrl.isClean(origin.getSchemaUrl());
    if (kept == resource.getAttributesList() && !entities && schema) {
      return origin;
    }
    if (entities) {
      // They name attributes that may be gone, and a schema of the sender's.
      findings.add("resource", "entity_refs", Rule.NOT_ALLOWED, resource.getEntityRefsCount());
    }
    ResourceSpans.Builder clean = origin.toBuilder();
    clean
        .getResourceBuilder()
        .setDroppedAttributesCount(
            more(resource.getDroppedAttributesCount(), resource.getAttributesCount() - kept.size()))
        .clearAttributes()
        .addAllAttributes(kept)
        .clearEntityRefs();
    return schema ? clean.build() : clean.setSchemaUrl(unknownSchema("resource")).build();
  }

  ScopeSpans clean(ScopeSpans origin) {
    InstrumentationScope scope = origin.getScope();
    List<KeyValue> kept = attributes.clean(Place.SCOPE, scope.getAttributesList());
    String name = name("scope.name", scope.getName());
    String version = name("scope.version", scope.getVersion());
    boolean schema = SchemaUrl.isClean(origin.getSchemaUrl());
    if (kept == scope.getAttributesList()
        && name.equals(scope.getName())
        && version.equals(scope.getVersion())
        && schema) {
      return origin;
    }
    ScopeSpans.Builder clean = origin.toBuilder();
    clean
        .getScopeBuilder()
        .setName(name)
        .setVersion(version)
        .setDroppedAttributesCount(
            more(scope.getDroppedAttributesCount(), scope.getAttributesCount() - kept.size()))
        .clearAttributes()
        .addAllAttributes(kept);
    return schema ? clean.build() : clean.setSchemaUrl(unknownSchema("scope")).build();
  }

  Span clean(Span span) {
    List<KeyValue> kept = attributes.clean(Place.SPAN, span.getAttributesList());
    List<Span.Event> events = events(span.getEventsList());
    List<Span.Link> links = links(span.getLinksList());
    String name = name("span.name", span.getName());
    String state = state("span", span.getTraceState());
    ByteString parent = id("span", "parent_span_id", span.getParentSpanId(), SPAN_ID_BYTES);
    boolean message = !span.getStatus().getMessage().isEmpty();
    if (kept == span.getAttributesList()
        && events == span.getEventsList()
        && links == span.getLinksList()
        && name.equals(span.getName())
        && state.equals(span.getTraceState())
        && parent == span.getParentSpanId()
        && !message) {
      return span;
    }
    Span.Builder clean = span.toBuilder();
    if (message) {
      findings.add("status", "message", Rule.NOT_ALLOWED, 1);
      clean.getStatusBuilder().clearMessage();
    }
    return clean
        .setName(name)
        .setTraceState(state)
        .setParentSpanId(parent)
        .setDroppedAttributesCount(
            more(span.getDroppedAttributesCount(), span.getAttributesCount() - kept.size()))
        .clearAttributes()
        .addAllAttributes(kept)
        .clearEvents()
        .addAllEvents(events)
        .clearLinks()
        .addAllLinks(links)
        .build();
  }

  private List<Span.Event> events(List<Span.Event> events) {
    List<Span.Event> clean = new ArrayList<>(events.size());
    boolean changed = false;
    for (Span.Event event : events) {
      List<KeyValue> kept = attributes.clean(Place.EVENT, event.getAttributesList());
      String name = name("event.name", event.getName());
      if (kept == event.getAttributesList() && name.equals(event.getName())) {
        clean.add(event);
        continue;
      }
      changed = true;
      int gone = event.getAttributesCount() - kept.size();
      clean.add(
          event.toBuilder()
              .setName(name)
              .setDroppedAttributesCount(more(event.getDroppedAttributesCount(), gone))
              .clearAttributes()
              .addAllAttributes(kept)
              .build());
    }
    return changed ? clean : events;
  }

  private List<Span.Link> links(List<Span.Link> links) {
    List<Span.Link> clean = new ArrayList<>(links.size());
    boolean changed = false;
    for (Span.Link link : links) {
      List<KeyValue> kept = attributes.clean(Place.LINK, link.getAttributesList());
      String state = state("link", link.getTraceState());
      ByteString trace = id("link", "trace_id", link.getTraceId(), TRACE_ID_BYTES);
      ByteString span = id("link", "span_id", link.getSpanId(), SPAN_ID_BYTES);
      if (kept == link.getAttributesList()
          && state.equals(link.getTraceState())
          && trace == link.getTraceId()
          && span == link.getSpanId()) {
        clean.add(link);
        continue;
      }
      changed = true;
      int gone = link.getAttributesCount() - kept.size();
      clean.add(
          link.toBuilder()
              .setTraceId(trace)
              .setSpanId(span)
              .setTraceState(state)
              .setDroppedAttributesCount(more(link.getDroppedAttributesCount(), gone))
              .clearAttributes()
              .addAllAttributes(kept)
              .build());
    }
    return changed ? clean : links;
  }

  private String name(String field, String name) {
    return CleanText.isCleanName(name)
        ? name
        : CleanText.ofName(name, rule -> findings.add("name", field, rule, 1));
  }

  private String state(String place, String state) {
    String clean = TraceState.clean(state);
    if (!clean.equals(state)) {
      findings.add(place, "trace_state", Rule.NOT_ALLOWED, 1);
    }
    return clean;
  }

  private String unknownSchema(String place) {
    findings.add(place, "schema_url", Rule.NOT_ALLOWED, 1);
    return "";
  }

  /** What has not the length of an id is none, and could be anything. */
  private ByteString id(String place, String field, ByteString id, int bytes) {
    if (id.isEmpty() || id.size() == bytes) {
      return id;
    }
    findings.add(place, field, Rule.NOT_AN_ID, 1);
    return ByteString.EMPTY;
  }

  /** A count of OTLP's, which is 32 bits wide and unsigned. */
  private static int more(int count, int gone) {
    return (int) Math.min(MOST_DROPPED, Integer.toUnsignedLong(count) + gone);
  }
}
