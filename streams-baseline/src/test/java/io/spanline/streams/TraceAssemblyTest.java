package io.spanline.streams;

import static io.spanline.model.Spans.ms;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.model.Outcome;
import io.spanline.model.Span;
import io.spanline.model.SpanKind;
import io.spanline.model.Spans;
import io.spanline.model.Trace;
import io.spanline.model.Traces;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TraceAssemblyTest {
  @RegisterExtension final TopologyHarness harness = new TopologyHarness();

  private final List<Span> spans = Traces.spansOfACallsBCallsC("t1");

  @Test
  void emitsACompleteTraceOnceItHasSettled() {
    harness.receive(spans);

    harness.passes(ms(1_900));
    assertThat(harness.traces()).isEmpty();
    harness.passes(ms(200));

    assertThat(harness.onlyTrace().outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(harness.onlyTrace().revision()).isEqualTo(1);
    assertThat(harness.onlyTrace().spans()).containsExactlyInAnyOrderElementsOf(spans);
  }

  @Test
  void describesATraceInTheHeadersOfItsRecord() {
    harness.receive(spans);
    harness.passes(ms(300));
    harness.receive(Spans.of("service-c", SpanKind.INTERNAL).under("c").withId("work").span());

    harness.passes(ofSeconds(3));

    TestRecord<String, Trace> record = harness.traceRecords().get(0);
    assertThat(record.key()).isEqualTo(Spans.traceId("t1").hex());
    assertThat(record.getRecordTime()).isEqualTo(TopologyHarness.START.plusMillis(300));
    assertThat(TopologyHarness.headers(record))
        .containsEntry("outcome", "complete")
        .containsEntry("revision", "1")
        .containsEntry("spans", "6")
        .containsEntry("services", "service-a,service-b,service-c")
        .containsEntry("schema-version", "2");
  }

  @Test
  void startsToSettleAnewWithEachSpan() {
    harness.receive(spans);
    harness.passes(ms(1_900));
    harness.receive(Spans.of("service-a", SpanKind.INTERNAL).under("a").withId("late").span());

    harness.passes(ms(1_900));
    assertThat(harness.traces()).isEmpty();
    harness.passes(ms(200));

    assertThat(harness.onlyTrace().spans()).hasSize(6);
  }

  @Test
  void waitsTheGapForALocalRootWhoseCallerMayStillRun() {
    harness.receive(Spans.entry("service-a").underRemote("caller").span());

    harness.passes(ms(9_900));
    assertThat(harness.traces()).isEmpty();
    harness.passes(ms(200));

    assertThat(harness.onlyTrace().outcome().word()).isEqualTo("complete-remote-parent");
  }

  @Test
  void waitsTheGapForAMissingParentAndNamesIt() {
    harness.receive(spans.get(0), spans.get(4));

    harness.passes(ms(9_900));
    assertThat(harness.traces()).isEmpty();
    harness.passes(ms(200));

    Outcome outcome = harness.onlyTrace().outcome();
    assertThat(outcome.reasons()).containsExactly(Outcome.Reason.ORPHANS);
    assertThat(outcome.missingParents()).containsExactly(Spans.spanId("b-c"));
  }

  @Test
  void emitsAnEndlessTraceAtItsLongestLifetime() {
    harness.receive(spans.get(4));

    for (int second = 1; second <= 60; second++) {
      assertThat(harness.traces()).isEmpty();
      harness.receive(
          Spans.of("service-c", SpanKind.INTERNAL).under("c").withId("work" + second).span());
      harness.passes(ofSeconds(1));
    }

    assertThat(harness.onlyTrace().spans()).hasSize(61);
  }

  @Test
  void countsADuplicateWithinTheOpenTraceAndWaitsNoLongerForIt() {
    harness.receive(spans);
    harness.passes(ms(900));
    harness.receive(spans.get(2), spans.get(2));

    harness.passes(ms(1_200));

    assertThat(harness.onlyTrace().spans()).hasSize(5);
    assertThat(harness.ledger().spans().duplicate()).isEqualTo(2);
  }

  @Test
  void makesARevisionOfOnlyTheLateSpans() {
    harness.receive(spans.subList(0, 3));
    harness.passes(ofSeconds(11));
    harness.receive(spans.subList(3, 5));

    harness.passes(ofSeconds(3));

    Trace revision = harness.traces().get(1);
    assertThat(revision.revision()).isEqualTo(2);
    assertThat(revision.spans()).containsExactlyElementsOf(spans.subList(3, 5));
    assertThat(revision.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(Trace.join(harness.traces()).spans()).containsExactlyElementsOf(spans);
  }

  @Test
  void saysHowOldTheRecordsAreThatItHoldsAndOfHowManyTraces() {
    assertThat(harness.ledger().held()).isNull();
    harness.passes(ofSeconds(5));
    Instant first = harness.progress().now();
    harness.receive(spans.get(0), spans.get(4));
    harness.passes(ofSeconds(1));
    Instant second = harness.progress().now();
    harness.receive(Spans.entry("service-a").inTrace("t2").underRemote("caller").span());
    assertThat(harness.ledger().held()).isEqualTo(first);
    harness.receive(spans.get(3));
    assertThat(harness.ledger().held()).isEqualTo(first);
    assertThat(harness.ledger().openTraces()).isEqualTo(2);

    harness.receive(spans);
    harness.passes(ms(2_100));

    assertThat(harness.ledger().held()).isEqualTo(second);
    assertThat(harness.ledger().openTraces()).isEqualTo(1);
    harness.passes(ofSeconds(11));
    assertThat(harness.ledger().held()).isNull();
    assertThat(harness.ledger().openTraces()).isZero();
  }

  @Test
  void startsATraceOfItsOwnAfterTheHorizon() {
    harness.receive(spans.subList(0, 4));
    harness.passes(ofSeconds(2 + 31));
    harness.receive(spans.get(4));

    harness.passes(ofSeconds(11));

    Trace stray = harness.traces().get(1);
    assertThat(stray.revision()).isEqualTo(1);
    assertThat(stray.spans()).containsExactly(spans.get(4));
  }
}
