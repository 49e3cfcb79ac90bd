package io.spanline.otlp;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.TracesData;
import io.spanline.model.SlicedSpan;
import io.spanline.model.SpanGroups;
import io.spanline.model.SpanGroups.OfOrigin;
import io.spanline.model.SpanGroups.OfScope;
import java.util.Arrays;

/**
 * Writes sliced spans as {@link OtlpToJson} writes their messages, straight from their bytes. Their
 * fields must stand once each and in the order of their numbers, as encoders put them.
 */
final class SliceToJson {
  private static final byte[] TRACE_ID = JsonBytes.name("traceId");
  private static final byte[] SPAN_ID = JsonBytes.name("spanId");
  private static final byte[] TRACE_STATE = JsonBytes.name("traceState");
  private static final byte[] PARENT_ID = JsonBytes.name("parentSpanId");
  private static final byte[] FLAGS = JsonBytes.name("flags");
  private static final byte[] NAME = JsonBytes.name("name");
  private static final byte[] KIND = JsonBytes.name("kind");
  private static final byte[] START = JsonBytes.name("startTimeUnixNano");
  private static final byte[] END = JsonBytes.name("endTimeUnixNano");
  private static final byte[] TIME = JsonBytes.name("timeUnixNano");
  private static final byte[] ATTRIBUTES = JsonBytes.name("attributes");
  private static final byte[] DROPPED_ATTRIBUTES = JsonBytes.name("droppedAttributesCount");
  private static final byte[] EVENTS = JsonBytes.name("events");
  private static final byte[] DROPPED_EVENTS = JsonBytes.name("droppedEventsCount");
  private static final byte[] LINKS = JsonBytes.name("links");
  private static final byte[] DROPPED_LINKS = JsonBytes.name("droppedLinksCount");
  private static final byte[] STATUS = JsonBytes.name("status");
  private static final byte[] MESSAGE = JsonBytes.name("message");
  private static final byte[] CODE = JsonBytes.name("code");

  private static final String IN_RECORD = "{\"resourceSpans\":[";
  private static final String IN_ORIGIN = IN_RECORD + "{\"scopeSpans\":[";
  // The end of "scopeSpans":[] and "spans":[].
  private static final byte[] NO_PARTS = "pans\":[]".getBytes(US_ASCII);

  // Numbers of a span's fields: flags are written before the name, times whether there or not.
  private static final int NAME_FIELD = 5;
  private static final int START_FIELD = 7;
  private static final int NO_MORE = Integer.MAX_VALUE;

  private final WireCursor in = new WireCursor();
  private final JsonBytes out = new JsonBytes();
  private final AttributesToJson attributes = new AttributesToJson(in, out);

  private SliceToJson() {}

  /** The array of {@code resourceSpans}. */
  static JsonBytes resourceSpans(SpanGroups groups) throws NotPlainException {
    SliceToJson json = new SliceToJson();
    json.out.put('[');
    for (OfOrigin group : groups.origins()) {
      json.group(group);
    }
    return json.out.put(']');
  }

  private void group(OfOrigin group) throws NotPlainException {
    byte[] frame = group.origin().json(SliceToJson::frame);
    int parts = placeOfParts(frame);
    out.element().put(frame, 0, parts);
    for (OfScope scope : group.scopes()) {
      group(scope);
    }
    out.put(frame, parts, frame.length);
  }

  private void group(OfScope group) throws NotPlainException {
    byte[] frame = group.scope().json(SliceToJson::frame);
    int parts = placeOfParts(frame);
    out.element().put(frame, 0, parts);
    for (SlicedSpan span : group.spans()) {
      span(span);
    }
    out.put(frame, parts, frame.length);
  }

  private void span(SlicedSpan span) throws NotPlainException {
    in.on(span.array());
    in.at(span.from());
    int end = span.from() + span.length();
    out.element().put('{');
    out.field(TRACE_ID).put('"').hex(span.traceHigh()).hex(span.traceLow()).put('"');
    out.field(SPAN_ID).put('"').hex(span.spanIdValue()).put('"');
    int before = 0;
    while (before < NO_MORE) {
      int tag = in.next(end, before);
      int field = tag == 0 ? NO_MORE : tag >>> 3;
      if (before < NAME_FIELD && field >= NAME_FIELD) {
        count(FLAGS, span.flags());
      }
      if (before < START_FIELD && field >= START_FIELD) {
        out.field(START).unsigned(span.startNanos());
        out.field(END).unsigned(span.endNanos());
      }
      if (tag != 0) {
        field(tag, end);
      }
      before = field;
    }
    out.put('}');
  }

  private void field(int tag, int end) throws NotPlainException {
    switch (tag) {
      case 0x1a -> text(TRACE_STATE, end);
      case 0x22 -> id(PARENT_ID, end);
      case 0x2a -> text(NAME, end);
      case 0x30 -> choice(KIND, end);
      case 0x4a -> attributes.list(ATTRIBUTES, tag, end);
      case 0x50 -> count(DROPPED_ATTRIBUTES, (int) in.varint(end));
      case 0x5a -> {
        out.field(EVENTS).put('[');
        do {
          event(in.part(end));
        } while (in.again(tag, end));
        out.put(']');
      }
      case 0x60 -> count(DROPPED_EVENTS, (int) in.varint(end));
      case 0x6a -> {
        out.field(LINKS).put('[');
        do {
          link(in.part(end));
        } while (in.again(tag, end));
        out.put(']');
      }
      case 0x70 -> count(DROPPED_LINKS, (int) in.varint(end));
      case 0x7a -> status(in.part(end));
      default -> in.skip(tag, end);
    }
  }

  private void event(int end) throws NotPlainException {
    int tag = in.next(end, 0);
    boolean isTimed = tag == 0x09;
    out.element().put('{').field(TIME).unsigned(isTimed ? in.fixed64(end) : 0);
    if (isTimed) {
      tag = in.next(end, 1);
    }
    while (tag != 0) {
      switch (tag) {
        case 0x12 -> text(NAME, end);
        case 0x1a -> attributes.list(ATTRIBUTES, tag, end);
        case 0x20 -> count(DROPPED_ATTRIBUTES, (int) in.varint(end));
        default -> in.skip(tag, end);
      }
      tag = in.next(end, tag >>> 3);
    }
    out.put('}');
  }

  private void link(int end) throws NotPlainException {
    out.element().put('{');
    for (int tag = in.next(end, 0); tag != 0; tag = in.next(end, tag >>> 3)) {
      switch (tag) {
        case 0x0a -> id(TRACE_ID, end);
        case 0x12 -> id(SPAN_ID, end);
        case 0x1a -> text(TRACE_STATE, end);
        case 0x22 -> attributes.list(ATTRIBUTES, tag, end);
        case 0x28 -> count(DROPPED_ATTRIBUTES, (int) in.varint(end));
        case 0x35 -> count(FLAGS, in.fixed32(end));
        default -> in.skip(tag, end);
      }
    }
    out.put('}');
  }

  private void status(int end) throws NotPlainException {
    out.field(STATUS).put('{');
    for (int tag = in.next(end, 0); tag != 0; tag = in.next(end, tag >>> 3)) {
      switch (tag) {
        case 0x12 -> text(MESSAGE, end);
        case 0x18 -> choice(CODE, end);
        default -> in.skip(tag, end);
      }
    }
    out.put('}');
  }

  private void text(byte[] name, int end) throws NotPlainException {
    int to = in.part(end);
    if (to > in.at()) {
      out.field(name).text(in.bytes(), in.at(), to);
      in.at(to);
    }
  }

  private void id(byte[] name, int end) throws NotPlainException {
    int to = in.part(end);
    if (to > in.at()) {
      out.field(name).hex(in.bytes(), in.at(), to);
      in.at(to);
    }
  }

  /** A number of 32 bits without a sign. */
  private void count(byte[] name, int number) {
    if (number != 0) {
      out.field(name).number(Integer.toUnsignedLong(number));
    }
  }

  private void choice(byte[] name, int end) throws NotPlainException {
    int number = (int) in.varint(end);
    if (number != 0) {
      out.field(name).number(number);
    }
  }

  /** The object of a resource, without its scopes. */
  private static byte[] frame(ResourceSpans origin) {
    return between(IN_RECORD, TracesData.newBuilder().addResourceSpans(origin), "]}");
  }

  /** The object of a scope, without its spans. */
  private static byte[] frame(ScopeSpans scope) {
    ResourceSpans group = ResourceSpans.newBuilder().addScopeSpans(scope).build();
    return between(IN_ORIGIN, TracesData.newBuilder().addResourceSpans(group), "]}]}");
  }

  private static byte[] between(String before, TracesData.Builder data, String after) {
    byte[] json = OtlpJson.write(data.build());
    return Arrays.copyOfRange(json, before.length(), json.length - after.length());
  }

  /** The place in a frame's array of scopes or spans; no text can look like it, with its quote. */
  private static int placeOfParts(byte[] frame) {
    int at = frame.length - NO_PARTS.length;
    while (!Arrays.equals(frame, at, at + NO_PARTS.length, NO_PARTS, 0, NO_PARTS.length)) {
      at--;
    }
    return at + NO_PARTS.length - 1;
  }
}
