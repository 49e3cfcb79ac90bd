package io.spanline.model;

import static io.spanline.model.Spans.ms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceTest {
  private static final TraceId ID = Spans.traceId("t1");

  private final List<Span> spans = Traces.spansOfACallsBCallsC("t1");

  @Test
  void ordersItsSpansByStart() {
    List<Span> reversed = new ArrayList<>(spans);
    Collections.reverse(reversed);

    assertThat(Traces.complete(reversed).spans()).containsExactlyElementsOf(spans);
  }

  @Test
  void joinsRevisionsInAnyOrder() {
    Outcome orphans = Trace.judge(List.of(spans.get(0), spans.get(4)));
    Trace first = new Trace(ID, 1, orphans, List.of(spans.get(0), spans.get(4)));
    Trace second = new Trace(ID, 2, Outcome.COMPLETE, spans.subList(1, 4));

    Trace joined = Trace.join(List.of(second, first));

    assertThat(joined).isEqualTo(new Trace(ID, 2, Outcome.COMPLETE, spans));
  }

  @Test
  void joinsASpanThatTwoRevisionsHoldOnce() {
    Trace trace = Traces.complete(spans);

    assertThat(Trace.join(List.of(trace, trace)).spans()).hasSize(5);
  }

  @Test
  void judgesTheJoinedSpansWhereATraceBeganAnew() {
    List<Span> early = spans.subList(0, 3);
    List<Span> late = spans.subList(3, 5);
    Trace first = new Trace(ID, 1, Outcome.COMPLETE, early);
    Trace anew = new Trace(ID, 1, Trace.judge(late), late);

    assertThat(Trace.join(List.of(first, anew)))
        .isEqualTo(Trace.join(List.of(anew, first)))
        .isEqualTo(new Trace(ID, 1, Outcome.COMPLETE, spans));
  }

  @Test
  void namesWhatTheJoinedSpansStillLack() {
    Trace first = new Trace(ID, 1, Outcome.COMPLETE, spans.subList(0, 2));
    List<Span> late = spans.subList(4, 5);
    Trace anew = new Trace(ID, 1, Trace.judge(late), late);

    Outcome joined = Trace.join(List.of(first, anew)).outcome();

    assertThat(joined.word()).isEqualTo("orphans");
    assertThat(joined.missingParents()).containsExactly(Spans.spanId("b-c"));
  }

  @Test
  void keepsWhatCapsCutFromAnyOfItsRecords() {
    Outcome cut = Outcome.COMPLETE.without(new Outcome.Cut(7, 0));
    Trace first = new Trace(ID, 1, cut, spans.subList(0, 3));
    Trace second = new Trace(ID, 2, cut, spans.subList(3, 5));
    Trace anew = new Trace(ID, 1, Outcome.COMPLETE, spans.subList(4, 5));

    assertThat(Trace.join(List.of(first, second, anew)).outcome()).isEqualTo(cut);
  }

  @Test
  void addsWhatCapsCutFromLivesThatTheHorizonParts() {
    Trace first = new Trace(ID, 1, cut(100), spans.subList(0, 2));
    Trace second = new Trace(ID, 2, cut(120), spans.subList(2, 3));
    Trace anew = new Trace(ID, 1, cut(50), spans.subList(3, 5));

    assertThat(Trace.join(List.of(first, anew)).outcome().truncated()).isEqualTo(150);
    assertThat(Trace.join(List.of(first, second, anew)).outcome().truncated()).isEqualTo(170);
  }

  @Test
  void countsWhatACapCutOnceHoweverOftenARecordComes() {
    Trace first = new Trace(ID, 1, cut(100), spans.subList(0, 2));
    Trace second = new Trace(ID, 2, cut(120), spans.subList(2, 3));
    Trace alike = new Trace(ID, 1, cut(110), spans.subList(1, 3));

    assertThat(Trace.join(List.of(first, first)).outcome().truncated()).isEqualTo(100);
    assertThat(Trace.join(List.of(first, second, first, second)).outcome().truncated())
        .isEqualTo(120);
    assertThat(Trace.join(List.of(first, alike)).outcome().truncated()).isEqualTo(110);
  }

  private static Outcome cut(int spans) {
    return Outcome.COMPLETE.without(new Outcome.Cut(spans, 0));
  }

  @Test
  void forgetsAnEvictionWhereNothingIsMissing() {
    Outcome evicted = Outcome.COMPLETE.evicted();
    Trace first = new Trace(ID, 1, evicted, spans.subList(0, 3));
    Trace rest = new Trace(ID, 2, Outcome.COMPLETE, spans.subList(3, 5));
    Trace orphan = new Trace(ID, 2, Outcome.COMPLETE, spans.subList(4, 5));

    assertThat(Trace.join(List.of(first, rest)).outcome().word()).isEqualTo("complete");
    assertThat(Trace.join(List.of(first, orphan)).outcome().word()).isEqualTo("evicted");
  }

  @Test
  void takesTheSpanWithoutParentForItsRoot() {
    assertThat(Traces.complete(spans).root()).isEqualTo(spans.get(0));
  }

  @Test
  void takesTheOnlyEntrySpanWithAnUnknownRemoteParentForItsRootElse() {
    assertThat(Traces.complete(spans.subList(2, 5)).root()).isEqualTo(spans.get(2));
    assertThat(Traces.complete(List.of(spans.get(2), spans.get(4))).root()).isNull();
    assertThat(Traces.complete(List.of(spans.get(1))).root()).isNull();
  }

  @Test
  void pairsEachCallWithTheEntrySpanThatAnsweredIt() {
    List<Call> calls = Traces.aCallsBCallsC().calls();

    assertThat(calls).extracting(Call::callee).containsExactly("service-b", "service-c");
    assertThat(calls.get(0).gapNanos()).isEqualTo(ms(4).toNanos());
  }

  @Test
  void namesTheCalleeOfAnUnansweredCallByItsPeer() {
    Call call = Traces.complete(spans.subList(0, 2)).calls().get(0);

    assertThat(call.callee()).isEqualTo("service-b");
    assertThat(call.isUnanswered()).isTrue();
    assertThat(call.gapNanos()).isNull();
  }

  @Test
  void anUnfinishedRootDoesNotCompleteItsTrace() {
    Span root = Spans.entry("service-a").edited(span -> span.setEndTimeUnixNano(0)).span();
    Span ended = Spans.entry("service-a").span();

    assertThat(Trace.judge(List.of(root)).word()).isEqualTo("unfinished-root");
    Trace joined =
        Trace.join(List.of(Traces.complete(List.of(root)), Traces.complete(List.of(ended))));
    assertThat(joined.spans()).containsExactly(ended);
    assertThat(joined.outcome()).isEqualTo(Outcome.COMPLETE);
  }

  @Test
  void beginsWithItsRootAndLastsToTheLastEnd() {
    Span root = Spans.entry("a").startingAfter(ms(10)).took(ms(20)).span();
    Span early = Spans.of("b", SpanKind.INTERNAL).under("aSERVER").took(ms(100)).span();
    Span unfinished =
        Spans.of("c", SpanKind.INTERNAL)
            .under("aSERVER")
            .edited(span -> span.setEndTimeUnixNano(0))
            .span();
    Trace trace = Traces.complete(List.of(root, early, unfinished));

    assertThat(trace.start()).isEqualTo(Spans.EPOCH.plusMillis(10));
    assertThat(trace.durationNanos()).isEqualTo(ms(90).toNanos());
    assertThat(trace.untimed()).isOne();
  }

  @Test
  void lastsFromTheFirstStartToTheLastEnd() {
    assertThat(Traces.aCallsBCallsC().durationNanos()).isEqualTo(ms(50).toNanos());
  }

  @Test
  void refusesToBeWithoutSpans() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Trace(ID, 1, Outcome.COMPLETE, List.of()));
  }

  @Test
  void isCompleteWithARootAndEveryParent() {
    assertThat(Trace.judge(spans)).isEqualTo(Outcome.COMPLETE);
    assertThat(Trace.judge(spans).word()).isEqualTo("complete");
  }

  @Test
  void isCompleteWithARemoteParentWhereTheOnlyUnknownParentIsRemote() {
    Outcome outcome = Trace.judge(spans.subList(2, 5));

    assertThat(outcome.isComplete()).isTrue();
    assertThat(outcome.word()).isEqualTo("complete-remote-parent");
  }

  @Test
  void namesTheParentsThatAreMissing() {
    Outcome outcome = Trace.judge(List.of(spans.get(0), spans.get(2), spans.get(4)));

    assertThat(outcome.reasons()).containsExactly(Outcome.Reason.ORPHANS);
    assertThat(outcome.missingParents())
        .containsExactlyInAnyOrder(Spans.spanId("a-b"), Spans.spanId("b-c"));
  }

  @Test
  void hasNoRootWhereTwoEntrySpansCouldBeIt() {
    Outcome outcome = Trace.judge(List.of(spans.get(2), spans.get(4)));

    assertThat(outcome.reasons()).containsExactly(Outcome.Reason.NO_ROOT, Outcome.Reason.ORPHANS);
    assertThat(outcome.word()).isEqualTo("no-root");
  }

  @Test
  void hasNoRootWhereTheUnknownParentIsNotRemote() {
    Outcome outcome = Trace.judge(List.of(Spans.entry("service-a").underLocal("gone").span()));

    assertThat(outcome.word()).isEqualTo("no-root");
  }

  /** Many SDKs do not say whether a parent is remote. */
  @Test
  void theOnlyEntrySpanWhoseUnknownParentMayBeRemoteIsTheRoot() {
    Span entry = Spans.entry("service-a").under("gone").span();

    assertThat(Trace.judge(List.of(entry)).word()).isEqualTo("complete-remote-parent");
    assertThat(Traces.complete(List.of(entry)).root()).isEqualTo(entry);
  }

  /** As Zipkin's SDKs make them: the SERVER span is the answer, not where the trace began. */
  @Test
  void theAnswerOfACallWithItsIdIsNoRoot() {
    Span client = Spans.exit("a").withId("shared").under("gone").span();
    Span server = Spans.entry("b").withId("shared").under("gone").span();

    for (List<Span> both : List.of(List.of(client, server), List.of(server, client))) {
      assertThat(Trace.judge(both).word()).isEqualTo("no-root");
      assertThat(Traces.complete(both).root()).isNull();
    }
  }

  @Test
  void hasNoRootWhereParentsGoInACircle() {
    Outcome outcome =
        Trace.judge(
            List.of(
                Spans.entry("service-a").withId("a").under("b").span(),
                Spans.entry("service-b").withId("b").under("a").span()));

    assertThat(outcome.reasons()).containsExactly(Outcome.Reason.NO_ROOT);
    assertThat(outcome.missingParents()).isEmpty();
    assertThat(Trace.judge(List.of(Spans.entry("self").withId("a").under("a").span())))
        .isEqualTo(outcome);
  }

  @Test
  void putsTheGravestReasonFirst() {
    Outcome outcome = Trace.judge(spans.subList(1, 3)).without(new Outcome.Cut(3, 0));

    assertThat(outcome.word()).isEqualTo("truncated");
    assertThat(outcome.truncated()).isEqualTo(3);
  }
}
