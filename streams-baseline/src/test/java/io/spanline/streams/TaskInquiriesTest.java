package io.spanline.streams;

import static io.spanline.model.Spans.ms;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.api.KnownTrace;
import io.spanline.api.OpenTraceList;
import io.spanline.api.PartitionFigures;
import io.spanline.model.Span;
import io.spanline.model.Spans;
import io.spanline.model.TraceId;
import io.spanline.model.Traces;
import io.spanline.streams.inquiry.TaskInquiries;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TaskInquiriesTest {
  @RegisterExtension final TopologyHarness harness = new TopologyHarness();

  private final List<Span> spans = Traces.spansOfACallsBCallsC("t1");
  private final TraceId traceId = Spans.traceId("t1");
  private final TaskInquiries inquiries = harness.inquiries();

  @Test
  void tellsOfAnOpenTraceAtTheNextTick() throws Exception {
    harness.receive(spans.get(0), spans.get(4));
    CompletableFuture<Optional<KnownTrace>> asked = inquiries.openTrace(traceId);
    assertThat(asked).isNotDone();

    KnownTrace.Open open = (KnownTrace.Open) answer(asked).orElseThrow();

    assertThat(open.traceId()).isEqualTo(traceId.hex());
    assertThat(open.revision()).isEqualTo(1);
    assertThat(open.spans()).isEqualTo(2);
    assertThat(open.truncated()).isZero();
    assertThat(open.bytes()).isGreaterThan(500);
    assertThat(open.services()).containsExactly("service-a", "service-c");
    assertThat(open.since()).isEqualTo(TopologyHarness.START);
    assertThat(open.due()).isEqualTo(TopologyHarness.START.plusSeconds(10));
    assertThat(open.missingParents()).containsExactly(Spans.spanId("b-c").hex());
  }

  @Test
  void tellsOfARememberedTrace() throws Exception {
    harness.receive(spans.subList(0, 3));
    harness.passes(ofSeconds(3));
    harness.receive(spans.get(4));
    harness.passes(ofSeconds(11));

    KnownTrace.Emitted closed =
        (KnownTrace.Emitted) answer(inquiries.rememberedTrace(traceId)).orElseThrow();

    assertThat(closed.revision()).isEqualTo(2);
    assertThat(closed.spans()).isEqualTo(4);
    assertThat(closed.reasons()).containsExactly("orphans");
    assertThat(closed.missingParents()).containsExactly(Spans.spanId("b-c").hex());
    assertThat(closed.closed()).isEqualTo(TopologyHarness.START.plusSeconds(13));
    assertThat(answer(inquiries.openTrace(traceId))).isEmpty();
  }

  @Test
  void listsTheOldestOpenTraces() throws Exception {
    for (int i = 0; i < 5; i++) {
      harness.receive(Spans.entry("service-a").inTrace("t" + i).under("gone").span());
      harness.passes(ms(300));
    }

    List<OpenTraceList> open = answer(inquiries.open(3));

    assertThat(open).hasSize(1);
    assertThat(open.get(0).traces())
        .extracting(KnownTrace.Open::traceId)
        .containsExactly(
            Spans.traceId("t0").hex(), Spans.traceId("t1").hex(), Spans.traceId("t2").hex());
    assertThat(open.get(0).total()).isEqualTo(5);
  }

  @Test
  void publishesFiguresAtEachTick() {
    harness.receive(spans);
    harness.passes(ofSeconds(3));
    harness.receive(Spans.entry("service-a").withId("late").under("a").span());
    harness.passes(ofSeconds(3));
    harness.receive(Spans.entry("service-a").inTrace("t2").span());
    harness.passes(TopologyHarness.TICK);

    PartitionFigures figures = inquiries.figures().get(0);

    assertThat(figures).isNotNull();
    assertThat(figures.traces()).isEqualTo(1);
    assertThat(figures.revisions()).isEqualTo(1);
    assertThat(figures.openTraces()).isEqualTo(1);
    assertThat(figures.openSpans()).isEqualTo(1);
    assertThat(figures.remembered()).isEqualTo(1);
    assertThat(figures.evicted() + figures.forgotten()).isZero();
    assertThat(figures.clock()).isEqualTo(harness.progress().now().minus(TopologyHarness.TICK));
  }

  private <T> T answer(CompletableFuture<T> asked) throws Exception {
    harness.passes(TopologyHarness.TICK);
    return asked.get(2, TimeUnit.SECONDS);
  }
}
