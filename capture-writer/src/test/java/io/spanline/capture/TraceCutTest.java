package io.spanline.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.model.Outcome;
import io.spanline.model.Span;
import io.spanline.model.SpanKind;
import io.spanline.model.Spans;
import io.spanline.model.Trace;
import io.spanline.model.Traces;
import io.spanline.topic.TraceJson;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceCutTest {
  private final Trace small = Traces.aCallsBCallsC();

  @Test
  void leavesATraceThatFits() {
    assertThat(TraceCut.of(small, TraceJson.size(small), Outcome.Cut.NONE)).isSameAs(small);
  }

  @Test
  void saysHowManySpansWereLeftOutBefore() {
    assertThat(TraceCut.of(small, TraceJson.size(small), new Outcome.Cut(3, 1)).outcome())
        .isEqualTo(small.outcome().without(new Outcome.Cut(3, 1)));
  }

  @Test
  void cutsTheLargestSpansOfOneRecord() {
    List<Span> spans = new ArrayList<>(small.spans());
    spans.add(ofEvents("large", 300_000));
    spans.add(ofEvents("larger", 400_000));
    spans.add(ofEvents("largest", 500_000));
    Trace trace = Traces.complete(spans);

    Trace cut = TraceCut.of(trace, TraceJson.size(trace), Outcome.Cut.NONE);

    assertThat(TraceJson.size(cut)).isLessThanOrEqualTo(TraceCut.MOST_BYTES);
    assertThat(cut.spans()).containsAll(small.spans()).hasSize(small.spans().size() + 2);
    assertThat(cut.outcome().truncated()).isEqualTo(1);
  }

  private static Span ofEvents(String id, int events) {
    return Spans.of("service-a", SpanKind.INTERNAL).under("a").withId(id).withEvents(events).span();
  }
}
