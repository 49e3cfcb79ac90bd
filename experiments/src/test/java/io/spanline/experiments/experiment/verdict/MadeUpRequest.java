package io.spanline.experiments.experiment.verdict;

import io.spanline.captures.replay.ReplayLine;
import io.spanline.experiments.experiment.file.ExperimentRecord.Round;
import io.spanline.model.SpanId;
import io.spanline.model.Spans;
import io.spanline.model.TraceId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request of a made-up round.
 *
 * @param number of its case, from 0
 */
record MadeUpRequest(Round round, int number) {
  boolean callsC() {
    return number % 2 == 0;
  }

  /**
   * What came of it.
   *
   * @param took nanoseconds; null if it was not sent
   */
  ReplayLine line(TraceId id, Duration start, @Nullable Long took, boolean isFailed) {
    long intended = Duration.between(Instant.EPOCH, Spans.EPOCH).plus(start).toNanos();
    Long sent = took == null ? null : (Long) intended;
    return new ReplayLine(
        number + 1,
        round.number(),
        new TraceId(1, number + 1),
        id,
        new SpanId(number + 1),
        "service-a",
        callsC() ? "GET /order" : "GET /list",
        new ReplayLine.Moments(
            intended, sent, sent, took == null ? null : (Long) (intended + took)),
        took == null ? null : isFailed ? 500 : 200,
        took == null ? ReplayLine.DROPPED : null,
        0,
        null);
  }
}
