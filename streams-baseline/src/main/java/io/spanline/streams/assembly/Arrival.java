package io.spanline.streams.assembly;

import io.spanline.model.CutPlace;
import io.spanline.model.Span;
import io.spanline.model.SpanFacts;
import io.spanline.model.SpanKey;

/**
 * A span with what assembly has to know of its record. Assembly decides by the facts; the span is
 * what it carries.
 *
 * @param arrivalMillis the partition's clock when it came
 * @param timestampMillis the timestamp of its record
 * @param position its {@link Position}
 * @param bytes the size of its fragment
 * @param heapBytes what it takes of the heap, by estimate
 */
record Arrival(
    Span span,
    SpanFacts facts,
    long arrivalMillis,
    long timestampMillis,
    long position,
    int bytes,
    long heapBytes) {
  static Arrival of(Span span, long arrivalMillis, long timestampMillis, long position) {
    int bytes = span.fragment().getSerializedSize();
    long heapBytes = HeapEstimate.span(span, bytes);
    return new Arrival(
        span, span.facts(), arrivalMillis, timestampMillis, position, bytes, heapBytes);
  }

  SpanKey key() {
    return facts.key();
  }

  CutPlace cutPlace() {
    return CutPlace.of(facts.link(), bytes);
  }

  CutSpan cut() {
    return new CutSpan(facts, bytes, arrivalMillis, timestampMillis);
  }
}
