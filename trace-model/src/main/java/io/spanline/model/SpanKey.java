package io.spanline.model;

import java.util.Comparator;

/**
 * What tells one span of a trace from another. The kind belongs to it: Zipkin-style instrumentation
 * gives a call's client and server span the same id.
 */
public record SpanKey(SpanId spanId, SpanKind kind) implements Comparable<SpanKey> {
  private static final Comparator<SpanKey> ORDER =
      Comparator.comparing(SpanKey::spanId).thenComparing(SpanKey::kind);

  @Override
  public int compareTo(SpanKey other) {
    return ORDER.compare(this, other);
  }
}
