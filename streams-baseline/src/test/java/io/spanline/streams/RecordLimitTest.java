package io.spanline.streams;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.model.Span;
import io.spanline.model.SpanKind;
import io.spanline.model.Spans;
import io.spanline.model.Traces;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Spans that no record of {@code traces} can hold. */
class RecordLimitTest {
  @RegisterExtension final TopologyHarness harness = new TopologyHarness();

  private final List<Span> spans = Traces.spansOfACallsBCallsC("t1");

  @Test
  void remembersWhatNoRecordCouldHold() {
    Span grown = grownByJson(SpanKind.INTERNAL);
    harness.receive(spans);
    harness.receive(grown);
    harness.passes(ofSeconds(3));
    harness.receive(grown, Spans.of("service-a", SpanKind.INTERNAL).under("a").span());

    harness.passes(ofSeconds(11));

    assertThat(harness.traces())
        .extracting(trace -> trace.outcome().truncated())
        .containsExactly(1, 1);
    assertThat(harness.ledger().spans().duplicate()).isEqualTo(1);
  }

  @Test
  void countsARequestThatNoRecordCouldHold() {
    harness.receive(grownByJson(SpanKind.SERVER));

    harness.passes(ofSeconds(11));

    assertThat(harness.traces()).isEmpty();
    assertThat(harness.ledger().spans().truncated()).isEqualTo(1);
    assertThat(harness.statistics().values())
        .singleElement()
        .satisfies(row -> assertThat(row.requests()).isEqualTo(1));
  }

  /** Small as protobuf, larger than any record as JSON. */
  private static Span grownByJson(SpanKind kind) {
    return Spans.of("service-a", kind).under("a").withId("grown").withEvents(400_000).span();
  }
}
