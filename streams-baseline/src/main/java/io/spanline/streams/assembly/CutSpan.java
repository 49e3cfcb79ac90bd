package io.spanline.streams.assembly;

import io.spanline.model.CutPlace;
import io.spanline.model.SpanFacts;

/**
 * What is left of a span that a cap cut: it counts in the statistics, and its trace is judged as if
 * it were there.
 *
 * @param bytes the size of its fragment
 * @param arrivalMillis the partition's clock when it came
 * @param timestampMillis the timestamp of its record
 */
record CutSpan(SpanFacts facts, int bytes, long arrivalMillis, long timestampMillis) {
  CutPlace cutPlace() {
    return CutPlace.of(facts.link(), bytes);
  }
}
