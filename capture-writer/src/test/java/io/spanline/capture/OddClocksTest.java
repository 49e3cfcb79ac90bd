package io.spanline.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.model.ParsedSpan;
import io.spanline.model.Span;
import io.spanline.model.SpanKind;
import io.spanline.model.Spans;
import io.spanline.model.Traces;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OddClocksTest {
  private static final Duration LIFETIME = Duration.ofSeconds(60);
  private static final Instant RECORD = Spans.EPOCH.plusSeconds(600);

  @Test
  void countsRequestsThatCannotHaveBegunThen() {
    OddClocks clocks = new OddClocks(LIFETIME);
    List<Span> spans =
        List.of(
            span("behind", SpanKind.SERVER, -60_001),
            span("within", SpanKind.SERVER, -60_000),
            span("within", SpanKind.CONSUMER, 1_000),
            span("ahead", SpanKind.CONSUMER, 1_001),
            withoutStart("silent"),
            span("internal", SpanKind.INTERNAL, -90_000));

    clocks.add(new SpooledTrace.Revision(Traces.complete(spans), RECORD));

    assertThat(clocks.counts()).isEqualTo(Map.of("behind", 1L, "ahead", 1L, "silent", 1L));
  }

  private static Span span(String service, SpanKind kind, long millisAfterRecord) {
    Duration start = Duration.between(Spans.EPOCH, RECORD).plusMillis(millisAfterRecord);
    return Spans.of(service, kind).startingAfter(start).span();
  }

  private static Span withoutStart(String service) {
    Span span = span(service, SpanKind.SERVER, 0);
    return new ParsedSpan(
        span.origin(), span.scope(), span.otlp().toBuilder().clearStartTimeUnixNano().build());
  }
}
