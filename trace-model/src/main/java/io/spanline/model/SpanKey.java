package io.spanline.model;

/**
 * What tells one span of a trace from another. The kind belongs to it: Zipkin-style instrumentation
 * gives a call's client and server span the same id.
 */
public record SpanKey(SpanId spanId, SpanKind kind) implements Comparable<SpanKey> {
  @Override
  public int compareTo(SpanKey other) {
    int byId = spanId.compareTo(other.spanId);
    return byId == 0 ? kind.compareTo(other.kind) : byId;
  }
}
