package io.spanline.streams.assembly;

import io.spanline.model.SpanFacts;

/**
 * What is left of a span that a cap cut: it counts in the statistics, and its trace is judged as if
 * it were there.
 *
 * @param arrivalMillis the partition's clock when it came
 * @param timestampMillis the timestamp of its record
 */
record CutSpan(SpanFacts facts, long arrivalMillis, long timestampMillis) {}
