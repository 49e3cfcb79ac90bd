package io.spanline.capture.redaction;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.spanline.model.HttpRequest;
import io.spanline.model.ParsedSpan;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The messages of a span without what is not allowed; the same object if all of it is. Ids, times,
 * kinds and codes stay. The number of attributes that go is added to what the sender says it
 * dropped.
 */
final class SpanCleaning {
  private static final int TRACE_ID_BYTES = 16;
  private static final int SPAN_ID_BYTES = 8;
  private static final long MOST_DROPPED = 0xffff_ffffL;
  // Threshold and randomness: ot=th:…;rv:…
  private static final Pattern SAMPLERS =
      Pattern.compile("ot=(?:th|rv|p|r):[0-9a-f]{1,14}(?:;(?:th|rv|p|r):[0-9a-f]{1,14}){0,3}");

  private final Findings findings;
  private final AttributeCleaning attributes;

  SpanCleaning(Findings findings, AttributeCleaning attributes) {
    this.findings = findings;
    this.attributes = attributes;
  }

  ResourceSpans clean(ResourceSpans origin) {
    long before = findings.total();
    Resource resource = origin.getResource();
    List<KeyValue> kept = attributes.clean(Place.RESOURCE, resource.getAttributesList());
    String schema = text("resource", "schema_url", origin.getSchemaUrl());
    if (resource.getEntityRefsCount() > 0) {
      // They name attributes that may be gone, and a schema of the sender's.
      findings.add("resource", "entity_refs", Rule.NOT_ALLOWED, resource.getEntityRefsCount());
    }
    if (findings.total() == before) {
      return origin;
    }
    ResourceSpans.Builder clean = origin.toBuilder().setSchemaUrl(schema);
    clean
        .getResourceBuilder()
        .setDroppedAttributesCount(
            more(resource.getDroppedAttributesCount(), resource.getAttributesCount() - kept.size()))
        .clearAttributes()
        .addAllAttributes(kept)
        .clearEntityRefs();
    return clean.build();
  }

  ScopeSpans clean(ScopeSpans origin) {
    long before = findings.total();
    InstrumentationScope scope = origin.getScope();
    List<KeyValue> kept = attributes.clean(Place.SCOPE, scope.getAttributesList());
    String name = freeName("scope.name", scope.getName());
    String version = text("scope", "version", scope.getVersion());
    String schema = text("scope", "schema_url", origin.getSchemaUrl());
    if (findings.total() == before) {
      return origin;
    }
    ScopeSpans.Builder clean = origin.toBuilder().setSchemaUrl(schema);
    clean
        .getScopeBuilder()
        .setName(name)
        .setVersion(version)
        .setDroppedAttributesCount(
            more(scope.getDroppedAttributesCount(), scope.getAttributesCount() - kept.size()))
        .clearAttributes()
        .addAllAttributes(kept);
    return clean.build();
  }

  Span clean(Span sent) {
    long before = findings.total();
    Span span = withQueryMark(withTarget(sent));
    List<KeyValue> kept = attributes.clean(Place.SPAN, span.getAttributesList());
    List<Span.Event> events = span.getEventsList().stream().map(this::clean).toList();
    List<Span.Link> links = span.getLinksList().stream().map(this::clean).toList();
    String name =
        CleanText.ofName(span.getName(), rule -> findings.add("name", "span.name", rule, 1));
    String state = state("span", span.getTraceState());
    ByteString parent = id("span", "parent_span_id", span.getParentSpanId(), SPAN_ID_BYTES);
    if (!span.getStatus().getMessage().isEmpty()) {
      findings.add("status", "message", Rule.NOT_ALLOWED, 1);
    }
    if (findings.total() == before) {
      return sent;
    }
    Span.Builder clean =
        span.toBuilder()
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
            .addAllLinks(links);
    if (span.hasStatus()) {
      clean.getStatusBuilder().clearMessage();
    }
    return clean.build();
  }

  /** Says of a server's request that it had a query, which is dropped. */
  private static Span withQueryMark(Span span) {
    HttpRequest request =
        new HttpRequest(
            new ParsedSpan(
                ResourceSpans.getDefaultInstance(), ScopeSpans.getDefaultInstance(), span));
    if (span.getKind() != Span.SpanKind.SPAN_KIND_SERVER
        || request.first(HttpRequest.QUERY_MARK).isPresent()
        || !request.hasQuery()) {
      return span;
    }
    AnyValue yes = AnyValue.newBuilder().setBoolValue(true).build();
    return span.toBuilder()
        .addAttributes(KeyValue.newBuilder().setKey(HttpRequest.QUERY_MARK).setValue(yes))
        .build();
  }

  /** Keeps the path of a server's request if nothing but the old {@code http.url} says it. */
  private static Span withTarget(Span span) {
    String url = null;
    for (KeyValue attribute : span.getAttributesList()) {
      switch (attribute.getKey()) {
        case "url.path", "http.target" -> {
          return span;
        }
        case "http.url" -> url = url == null ? attribute.getValue().getStringValue() : url;
        default -> {
          // Says no path.
        }
      }
    }
    if (url == null || url.isEmpty() || span.getKind() != Span.SpanKind.SPAN_KIND_SERVER) {
      return span;
    }
    AnyValue target = AnyValue.newBuilder().setStringValue(url).build();
    return span.toBuilder()
        .addAttributes(KeyValue.newBuilder().setKey("http.target").setValue(target))
        .build();
  }

  private Span.Event clean(Span.Event event) {
    long before = findings.total();
    List<KeyValue> kept = attributes.clean(Place.EVENT, event.getAttributesList());
    String name = freeName("event.name", event.getName());
    if (findings.total() == before) {
      return event;
    }
    int gone = event.getAttributesCount() - kept.size();
    return event.toBuilder()
        .setName(name)
        .setDroppedAttributesCount(more(event.getDroppedAttributesCount(), gone))
        .clearAttributes()
        .addAllAttributes(kept)
        .build();
  }

  private Span.Link clean(Span.Link link) {
    long before = findings.total();
    List<KeyValue> kept = attributes.clean(Place.LINK, link.getAttributesList());
    String state = state("link", link.getTraceState());
    ByteString trace = id("link", "trace_id", link.getTraceId(), TRACE_ID_BYTES);
    ByteString span = id("link", "span_id", link.getSpanId(), SPAN_ID_BYTES);
    if (findings.total() == before) {
      return link;
    }
    int gone = link.getAttributesCount() - kept.size();
    return link.toBuilder()
        .setTraceId(trace)
        .setSpanId(span)
        .setTraceState(state)
        .setDroppedAttributesCount(more(link.getDroppedAttributesCount(), gone))
        .clearAttributes()
        .addAllAttributes(kept)
        .build();
  }

  private String freeName(String field, String name) {
    return CleanText.ofFreeName(name, rule -> findings.add("name", field, rule, 1));
  }

  private String text(String place, String field, String text) {
    return CleanText.of(text, rule -> findings.add(place, field, rule, 1));
  }

  private String state(String place, String state) {
    String own = samplers(state);
    if (!own.equals(state)) {
      findings.add(place, "trace_state", Rule.NOT_ALLOWED, 1);
    }
    return own;
  }

  /**
   * OpenTelemetry's own entry of a trace state, which samplers write, the Collector's too: hex
   * numbers only. Every other entry is the caller's, and goes; empty if there is no such entry.
   */
  static String samplers(String traceState) {
    if (traceState.isEmpty() || SAMPLERS.matcher(traceState).matches()) {
      return traceState;
    }
    return Arrays.stream(traceState.split(",", -1))
        .map(String::strip)
        .filter(SAMPLERS.asMatchPredicate())
        .findFirst()
        .orElse("");
  }

  /** Bytes of another length than an id's are none, and could be anything. */
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
