package io.spanline.model;

import com.google.protobuf.CodedOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sliced spans as the bytes of one TracesData, grouped under equal resources and scopes: joined,
 * not encoded, so fields that our schema does not have stay.
 */
final class SpanBytes {
  // The tags of the repeated fields on the way to a span.
  private static final byte RESOURCE_SPANS = 0x0a;
  private static final byte PARTS = 0x12;

  private final Map<Origin, OriginGroup> origins = new LinkedHashMap<>();
  private final int size;

  @SuppressWarnings(
      "ReferenceEquality") // what spans share is one object; others are found by value
  private SpanBytes(List<Span> spans) {
    OriginGroup origin = null;
    ScopeGroup scope = null;
    for (Span span : spans) {
      SlicedSpan sliced = (SlicedSpan) span;
      // Spans of one service often stand next to each other.
      if (origin == null || origin.origin != sliced.sharedOrigin()) {
        origin = origins.computeIfAbsent(sliced.sharedOrigin(), OriginGroup::new);
        scope = null;
      }
      if (scope == null || scope.scope != sliced.sharedScope()) {
        scope = origin.scopes.computeIfAbsent(sliced.sharedScope(), ScopeGroup::new);
      }
      scope.add(sliced);
    }
    int bytes = 0;
    for (OriginGroup group : origins.values()) {
      bytes += framed(group.fill());
    }
    this.size = bytes;
  }

  /** Whether spans can be joined: all of them are slices. */
  static boolean areSliced(List<Span> spans) {
    for (Span span : spans) {
      if (!(span instanceof SlicedSpan)) {
        return false;
      }
    }
    return true;
  }

  static int size(List<Span> sliced) {
    return new SpanBytes(sliced).size;
  }

  static byte[] of(List<Span> sliced) {
    SpanBytes joined = new SpanBytes(sliced);
    byte[] bytes = new byte[joined.size];
    int at = 0;
    for (OriginGroup group : joined.origins.values()) {
      at = group.put(bytes, at);
    }
    return bytes;
  }

  /** What the spans of one resource take. */
  private static final class OriginGroup {
    private final Origin origin;
    private final Map<Scope, ScopeGroup> scopes = new LinkedHashMap<>(4);
    private int bytes;

    OriginGroup(Origin origin) {
      this.origin = origin;
    }

    /** Adds up what it takes, once all spans are there. */
    int fill() {
      bytes = origin.frame().size();
      for (ScopeGroup scope : scopes.values()) {
        bytes += framed(scope.bytes);
      }
      return bytes;
    }

    int put(byte[] into, int from) {
      int at = putFrame(into, from, RESOURCE_SPANS, bytes);
      at = origin.frame().putHead(into, at);
      for (ScopeGroup scope : scopes.values()) {
        at = scope.put(into, at);
      }
      return origin.frame().putTail(into, at);
    }
  }

  /** What the spans of one scope take. */
  private static final class ScopeGroup {
    private final Scope scope;
    private final List<byte[]> spans = new ArrayList<>(4);
    private int bytes;

    ScopeGroup(Scope scope) {
      this.scope = scope;
      this.bytes = scope.frame().size();
    }

    void add(SlicedSpan span) {
      spans.add(span.bytes());
      bytes += framed(span.bytes().length);
    }

    int put(byte[] into, int from) {
      int at = putFrame(into, from, PARTS, bytes);
      at = scope.frame().putHead(into, at);
      for (byte[] span : spans) {
        at = putFrame(into, at, PARTS, span.length);
        System.arraycopy(span, 0, into, at, span.length);
        at += span.length;
      }
      return scope.frame().putTail(into, at);
    }
  }

  /** What a part takes with its tag and length. */
  private static int framed(int bytes) {
    return 1 + CodedOutputStream.computeUInt32SizeNoTag(bytes) + bytes;
  }

  private static int putFrame(byte[] into, int from, byte tag, int length) {
    int at = from;
    into[at++] = tag;
    int left = length;
    while (left > 0x7f) {
      into[at++] = (byte) (left | 0x80);
      left >>>= 7;
    }
    into[at++] = (byte) left;
    return at;
  }
}
