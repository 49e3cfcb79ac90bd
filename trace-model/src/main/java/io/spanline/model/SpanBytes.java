package io.spanline.model;

import com.google.protobuf.CodedOutputStream;
import io.spanline.model.SpanGroups.OfOrigin;
import io.spanline.model.SpanGroups.OfScope;

/**
 * The bytes of a TracesData of sliced spans: joined, not encoded, so fields that our schema does
 * not have stay.
 */
final class SpanBytes {
  // The tags of the repeated fields on the way to a span.
  private static final byte RESOURCE_SPANS = 0x0a;
  private static final byte PARTS = 0x12;

  private SpanBytes() {}

  static int size(SpanGroups groups) {
    int bytes = 0;
    for (OfOrigin group : groups.origins()) {
      bytes += framed(size(group));
    }
    return bytes;
  }

  private static int size(OfOrigin group) {
    int bytes = group.origin().frame().size();
    for (OfScope scope : group.scopes()) {
      bytes += framed(size(scope));
    }
    return bytes;
  }

  private static int size(OfScope group) {
    int bytes = group.scope().frame().size();
    for (SlicedSpan span : group.spans()) {
      bytes += framed(span.length());
    }
    return bytes;
  }

  static byte[] of(SpanGroups groups) {
    byte[] bytes = new byte[size(groups)];
    int at = 0;
    for (OfOrigin group : groups.origins()) {
      at = put(group, bytes, at);
    }
    return bytes;
  }

  private static int put(OfOrigin group, byte[] into, int from) {
    int at = putFrame(into, from, RESOURCE_SPANS, size(group));
    at = group.origin().frame().putHead(into, at);
    for (OfScope scope : group.scopes()) {
      at = put(scope, into, at);
    }
    return group.origin().frame().putTail(into, at);
  }

  private static int put(OfScope group, byte[] into, int from) {
    int at = putFrame(into, from, PARTS, size(group));
    at = group.scope().frame().putHead(into, at);
    for (SlicedSpan span : group.spans()) {
      at = span.putBytes(into, putFrame(into, at, PARTS, span.length()));
    }
    return group.scope().frame().putTail(into, at);
  }

  /** What one span alone takes. */
  static int size(SlicedSpan span) {
    int ofScope = span.sharedScope().frame().size() + framed(span.length());
    return framed(span.sharedOrigin().frame().size() + framed(ofScope));
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
