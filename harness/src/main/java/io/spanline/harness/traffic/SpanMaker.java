package io.spanline.harness.traffic;

import io.spanline.model.Span;
import io.spanline.model.SpanId;
import io.spanline.model.TraceId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Makes the spans of one trace, in the order they are asked for. */
final class SpanMaker {
  private final RandomGenerator random;
  private final TraceId traceId;
  private final Instant epoch;
  private final List<Span> spans = new ArrayList<>();

  /**
   * Makes an empty trace.
   *
   * @param epoch from which the spans' times count
   */
  SpanMaker(RandomGenerator random, Instant epoch) {
    this.random = random;
    this.traceId = new TraceId(random.nextLong(), random.nextLong() | 1);
    this.epoch = epoch;
  }

  /** A span id that no span has. */
  SpanId newId() {
    return new SpanId(random.nextLong() | 1);
  }

  RandomGenerator random() {
    return random;
  }

  /** The spans made so far. */
  List<Span> spans() {
    return List.copyOf(spans);
  }

  void add(SpanBuilder span, Interval time) {
    spans.add(
        span.inTrace(traceId)
            .from(epoch.plusNanos(time.startNanos()), Duration.ofNanos(time.lasts()))
            .span());
  }
}
