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
 */
record Arrival(Span span, long arrivalMillis, long timestampMillis, long position) {
  /** The size of its fragment. */
  int bytes() {
    return span.fragmentSize();
  }

  /** What it takes of the heap, by estimate. */
  int heapBytes() {
    return HeapEstimate.span(span);
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
    return CutPlace.of(link(), bytes());
  }

  CutSpan cut() {
    return new CutSpan(facts(), bytes(), arrivalMillis, timestampMillis);
  }
}
