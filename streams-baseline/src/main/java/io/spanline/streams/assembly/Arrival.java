package io.spanline.streams.assembly;

import io.spanline.model.CutPlace;
import io.spanline.model.Span;
import io.spanline.model.SpanFacts;
import io.spanline.model.SpanKey;
import io.spanline.model.SpanLink;

/**
 * A span with what assembly has to know of its record.
 *
 * @param arrivalMillis the partition's clock when it came
 * @param timestampMillis the timestamp of its record
 * @param position its {@link Position}
 * @param bytes the size of its fragment
 * @param heapBytes what it takes of the heap, by estimate
 */
record Arrival(
    Span span, long arrivalMillis, long timestampMillis, long position, int bytes, int heapBytes) {
  static Arrival of(Span span, long arrivalMillis, long timestampMillis, long position) {
    int bytes = span.fragment().getSerializedSize();
    int heapBytes = (int) HeapEstimate.span(span, bytes);
    return new Arrival(span, arrivalMillis, timestampMillis, position, bytes, heapBytes);
  }

  SpanKey key() {
    return span.key();
  }

  SpanLink link() {
    return span.link();
  }

  SpanFacts facts() {
    return span.facts();
  }

  CutPlace cutPlace() {
    return CutPlace.of(link(), bytes);
  }

  CutSpan cut() {
    return new CutSpan(facts(), bytes, arrivalMillis, timestampMillis);
  }
}
