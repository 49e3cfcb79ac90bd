package io.spanline.bench.examine;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.spanline.bench.examine.Emissions.Delivery;
import io.spanline.bench.examine.RunExamination.OtherTraffic;
import io.spanline.model.Outcome;
import io.spanline.model.ParsedSpan;
import io.spanline.model.Span;
import io.spanline.model.Trace;
import io.spanline.model.Traces;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmissionsTest {
  private static final List<Span> SENT = Traces.spansOfACallsBCallsC("one");
  private static final Outcome OUTCOME = Trace.judge(SENT);

  @Test
  void aTraceThatCameInOneRecordOrInRevisionsIsAsItWasSent() {
    assertThat(delivery(record(1, OUTCOME, SENT)).problems()).isEmpty();

    List<Span> first = SENT.subList(0, 2);
    Delivery two =
        delivery(
            record(1, Trace.judge(first), first), record(2, OUTCOME, SENT.subList(2, SENT.size())));

    assertThat(two.problems()).isEmpty();
    assertThat(two.spans().lost() + two.spans().doubled() + two.foreign()).isZero();
    assertThat(two.traces()).isEqualTo(1);
    assertThat(two.records()).isEqualTo(2);
  }

  @Test
  void aHoleInTheRevisionsIsAProblem() {
    Delivery hole =
        delivery(
            record(1, OUTCOME, SENT.subList(0, 2)),
            record(3, OUTCOME, SENT.subList(2, SENT.size())));

    assertThat(hole.problems()).singleElement().asString().contains("[1, 3]");
  }

  @Test
  void aRevisionThatComesAgainWithOtherSpansIsAProblem() {
    Delivery again =
        delivery(
            record(1, OUTCOME, SENT.subList(0, 2)),
            record(1, OUTCOME, SENT.subList(2, SENT.size())));

    assertThat(again.problems()).singleElement().asString().contains("two revisions 1");
  }

  @Test
  void anOutcomeThatTheSpansDoNotSayIsAProblem() {
    Outcome wrong =
        new Outcome(false, List.of(Outcome.Reason.NO_ROOT), List.of(), Outcome.Cut.NONE);

    assertThat(delivery(record(1, wrong, SENT)).problems()).hasSize(1);
  }

  @Test
  void anEvictionIsAProblemOnlyWhereNobodyElseIs() {
    Outcome evicted = OUTCOME.evicted();

    assertThat(delivery(record(1, evicted, SENT)).problems()).hasSize(1);
    Emissions others = new Emissions(SENT, OtherTraffic.PRESENT, span -> span);
    others.add(record(1, evicted, SENT));
    assertThat(others.delivery().problems()).isEmpty();
  }

  @Test
  void aSpanThatWasChangedIsAProblem() {
    Span one = SENT.get(0);
    KeyValue more =
        KeyValue.newBuilder()
            .setKey("more")
            .setValue(AnyValue.newBuilder().setStringValue("x"))
            .build();
    Span changed =
        new ParsedSpan(
            one.origin(), one.scope(), one.otlp().toBuilder().addAttributes(more).build());
    List<Span> spans = new ArrayList<>(SENT);
    spans.set(0, changed);

    assertThat(delivery(record(1, OUTCOME, spans)).problems())
        .singleElement()
        .asString()
        .contains("not as it was sent");
  }

  @Test
  void countsWhatIsLostDoubledAndForeign() {
    assertThat(delivery(record(1, OUTCOME, SENT.subList(1, SENT.size()))).spans().lost())
        .isEqualTo(1);
    assertThat(delivery(record(1, OUTCOME, SENT), record(1, OUTCOME, SENT)).spans().doubled())
        .isEqualTo(SENT.size());
    List<Span> others = Traces.spansOfACallsBCallsC("other");
    assertThat(delivery(record(1, Trace.judge(others), others)).foreign()).isEqualTo(others.size());
  }

  private static Delivery delivery(Trace... records) {
    Emissions emissions = new Emissions(SENT, OtherTraffic.NONE, span -> span);
    for (Trace record : records) {
      emissions.add(record);
    }
    return emissions.delivery();
  }

  private static Trace record(int revision, Outcome outcome, List<Span> spans) {
    return new Trace(spans.get(0).traceId(), revision, outcome, spans);
  }
}
