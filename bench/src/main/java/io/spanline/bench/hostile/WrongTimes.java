package io.spanline.bench.hostile;

import io.spanline.bench.examine.RunFinding;
import io.spanline.harness.traffic.SpanBuilder;
import io.spanline.model.Span;
import java.time.Duration;
import java.time.Instant;

/** Row 17: clocks that are ahead, behind, at the ends of 64 bits, or go backwards. */
final class WrongTimes extends HostileInput {
  private static final Instant YEAR_2099 = Instant.parse("2099-12-31T23:59:59Z");

  private int number;

  @Override
  void send(HostileSink sink) {
    long now = SpanBuilder.nanos(Instant.now());
    long later = SpanBuilder.nanos(Instant.now().plus(Duration.ofHours(2)));
    long[] times = {
      0, 1, now, later, SpanBuilder.nanos(YEAR_2099), Long.MAX_VALUE, Long.MIN_VALUE, -1
    };
    for (long start : times) {
      for (long end : times) {
        sink.send(span(start, end));
      }
    }
  }

  @Override
  void judge(HostileSink sent, Aftermath aftermath, RunFinding finding) {
    aftermath.expectEverySpanOnce(sent, finding);
    finding.expect("complete traces", sent.spans().size(), aftermath.outcomes("complete"));
  }

  private Span span(long start, long end) {
    Span span = SpanBuilder.entry("hostile").inTrace("times-" + number++).span();
    return new Span(
        span.origin(),
        span.scope(),
        span.otlp().toBuilder().setStartTimeUnixNano(start).setEndTimeUnixNano(end).build());
  }
}
