package io.spanline.streams.assembly;

import static io.spanline.model.Spans.ms;
import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.model.SpanFacts;
import io.spanline.model.SpanKind;
import io.spanline.model.Spans;
import io.spanline.streams.assembly.Contribution.Answer;
import io.spanline.streams.assembly.Contribution.CallUpdate;
import io.spanline.streams.assembly.Contribution.Counted;
import io.spanline.streams.assembly.Contribution.Ended;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CallPairingTest {
  private static final long MS = 1_000_000;

  private final SpanFacts exit =
      Spans.exit("a").withId("call").took(ms(30)).with("peer.service", "peer-of-a").span().facts();
  private final SpanFacts entry = answer("b").span().facts();
  private final SpanFacts laterEntry = answer("b2").startingAfter(ms(5)).span().facts();
  private final SpanFacts message =
      Spans.of("a", SpanKind.PRODUCER)
          .withId("message")
          .with("peer.service", "topic")
          .span()
          .facts();
  private final SpanFacts billing = consumer("billing").startingAfter(ms(15)).span().facts();
  private final SpanFacts mail = consumer("mail").startingAfter(ms(18)).failed().span().facts();

  private final Revisions trace = new Revisions();

  @Test
  void pairsWhatComesTogether() {
    assertThat(calls(entry, exit)).containsExactly(answered(exit, "b", entry, null));
    assertThat(trace.remembered()).isEmpty();
  }

  @Test
  void answersALaterEntrySpanUnderTheNameThatTheCallWasCountedBy() {
    assertThat(calls(exit))
        .containsExactly(new CallUpdate("a", "peer-of-a", exit, 30 * MS, null, null));

    assertThat(calls(entry))
        .containsExactly(answered(withoutOperation(exit), "peer-of-a", entry, Revisions.at(1)));
    assertThat(trace.remembered()).isEmpty();
  }

  @Test
  void saysOfALateAnswerWhichEmissionCountedItsCall() {
    SpanFacts second = Spans.exit("a").withId("second").span().facts();
    SpanFacts third = Spans.exit("a").withId("third").span().facts();
    calls(exit);
    calls(third, second);

    assertThat(calls(entry)).extracting(CallUpdate::counted).containsExactly(Revisions.at(1));
    assertThat(trace.remembered())
        .extracting(CallEnd::counted)
        .containsExactly(Revisions.at(2), Revisions.at(2));
  }

  @Test
  void answersALaterCallByTheEntrySpanItRemembers() {
    assertThat(calls(entry)).isEmpty();

    assertThat(calls(exit)).containsExactly(answered(exit, "b", entry, null));
    assertThat(trace.remembered()).isEmpty();
  }

  @Test
  void takesTheEarliestEntrySpanOfOneEmission() {
    assertThat(calls(laterEntry, exit, entry)).extracting(CallUpdate::callee).containsExactly("b");
    assertThat(trace.remembered()).isEmpty();
  }

  @Test
  void keepsTheAnswerOfTheFirstEmissionThatHadOne() {
    calls(laterEntry);
    calls(entry);

    assertThat(calls(exit)).extracting(CallUpdate::callee).containsExactly("b2");
  }

  @Test
  void answersACallOnce() {
    calls(exit, entry);

    assertThat(calls(laterEntry)).isEmpty();
    assertThat(trace.remembered()).isEmpty();
  }

  @Test
  void looksForTheCallerAboveSpansOfLaterRevisions() {
    SpanFacts below = answer("b").under("work").span().facts();
    SpanFacts work = Spans.of("a", SpanKind.INTERNAL).withId("work").under("call").span().facts();

    assertThat(calls(below)).isEmpty();
    assertThat(calls(exit)).extracting(CallUpdate::answer).containsOnlyNulls();

    assertThat(calls(work)).extracting(CallUpdate::counted).containsExactly(Revisions.at(2));
  }

  @Test
  void countsACallWithoutClientSpanWhenItsCallerComes() {
    SpanFacts server = answer("b").took(ms(7)).span().facts();
    SpanFacts caller = Spans.entry("a").withId("call").span().facts();
    SpanFacts sameService = answer("a").withId("same").span().facts();
    calls(server, sameService);

    List<CallUpdate> calls = calls(caller);

    assertThat(calls)
        .containsExactly(
            new CallUpdate(
                "a", "b", withoutOperation(server), null, new Answer(7 * MS, null), null));
    assertThat(trace.remembered()).isEmpty();
  }

  @Test
  void countsAMessageOnceForEachServiceThatConsumesItWhicheverComesFirst() {
    SpanFacts again = consumer("billing").withId("again").startingAfter(ms(90)).span().facts();
    CallUpdate sent = new CallUpdate("a", "topic", message, 10 * MS, null, null);
    assertThat(calls(mail)).isEmpty();

    assertThat(calls(message)).containsExactly(consumed(withoutOperation(mail), 8), sent);

    assertThat(calls(again, billing)).containsExactly(consumed(billing, 5));
    assertThat(calls(consumer("mail").withId("third").span().facts())).isEmpty();
  }

  @Test
  void keepsARequestThatWasCountedBeforeItsMessageWasProcessed() {
    SpanFacts receive = consumer("mail").with("messaging.operation", "receive").span().facts();
    SpanFacts process = consumer("mail").withId("process").under("mail").span().facts();
    calls(message);

    assertThat(trace.emit(receive).requests()).containsExactly(receive);
    Contribution later = trace.emit(process);

    assertThat(later.requests()).containsExactly(process);
    assertThat(later.calls()).isEmpty();
    assertThat(new Revisions().emit(process, receive).requests()).containsExactly(process);
  }

  @Test
  void remembersWhatMovedAsItMoved() {
    SpanFacts client = Spans.exit("b").withId("b-c").under("b").span().facts();
    SpanFacts behind = answer("b").startingAfter(ms(-60_000)).withId("b").span().facts();

    Contribution first = trace.emit(exit, behind, client.movedBy(-60_000 * MS));

    assertThat(first.requests().get(0).startNanos()).isEqualTo(exit.startNanos() + 10 * MS);
    assertThat(trace.remembered().get(0).facts().startNanos())
        .isEqualTo(exit.startNanos() + 10 * MS);
    assertThat(first.calls().get(1).seen().startNanos()).isEqualTo(exit.startNanos() + 10 * MS);
  }

  @Test
  void addsOnlyTheEndOfWhatWasCountedUnfinished() {
    SpanFacts running = unfinished(Spans.entry("a").withId("root").named("GET"));
    SpanFacts calling = unfinished(Spans.exit("a").withId("call").with("peer.service", "db"));
    SpanFacts root = Spans.entry("a").withId("root").named("GET /x").failed().span().facts();
    assertThat(trace.emit(running, calling).calls())
        .containsExactly(new CallUpdate("a", "db", calling, null, null, null));
    trace.emit(entry);

    Contribution later = trace.emit(exit, root);

    assertThat(later.requests()).isEmpty();
    assertThat(later.calls()).isEmpty();
    assertThat(later.ended()).extracting(Ended::callee).containsExactly(null, "db");
    SpanFacts ended = later.ended().get(0).span();
    assertThat(ended.operation()).isEqualTo("GET");
    assertThat(ended.durationNanos()).isEqualTo(10 * MS);
    assertThat(ended.isError()).isTrue();
    assertThat(trace.remembered()).isEmpty();
  }

  @Test
  void countsAnErrorOnceOfWhatHadFailedBeforeItEnded() {
    trace.emit(unfinished(Spans.entry("a").withId("root").failed()));

    Contribution later = trace.emit(Spans.entry("a").withId("root").failed().span().facts());

    assertThat(later.ended()).extracting(ended -> ended.span().isError()).containsExactly(false);
  }

  @Test
  void letsAnEntrySpanAnswerOneOfTwoCallsOfOneId() {
    SpanFacts producer = Spans.of("a", SpanKind.PRODUCER).withId("call").span().facts();

    CallUpdate sent = new CallUpdate("a", "unknown", producer, 10 * MS, null, null);
    assertThat(calls(producer, exit, entry))
        .containsExactlyInAnyOrder(answered(exit, "b", entry, null), sent);
    assertThat(new Revisions().emit(entry, exit, producer).calls())
        .containsExactlyInAnyOrder(answered(exit, "b", entry, null), sent);
  }

  @Test
  void pairsSpansThatAreTheirOwnParents() {
    SpanFacts client = Spans.exit("a").withId("self").under("self").span().facts();
    SpanFacts server = Spans.entry("b").withId("self").under("self").span().facts();

    assertThat(calls(server, client)).containsExactly(answered(client, "b", server, null));
  }

  @Test
  void remembersNoEntrySpanThatHasNoParent() {
    calls(Spans.entry("root").span().facts());

    assertThat(trace.remembered()).isEmpty();
  }

  private List<CallUpdate> calls(SpanFacts... spans) {
    return trace.emit(spans).calls();
  }

  private static Spans answer(String service) {
    return Spans.entry(service).withId(service).underRemote("call");
  }

  private static Spans consumer(String service) {
    return Spans.of(service, SpanKind.CONSUMER).withId(service).underRemote("message");
  }

  private static SpanFacts unfinished(Spans span) {
    return span.edited(otlp -> otlp.setEndTimeUnixNano(0)).span().facts();
  }

  private static CallUpdate answered(
      SpanFacts exit, String callee, SpanFacts entry, @Nullable Counted counted) {
    long server = entry.durationNanos();
    long client = exit.durationNanos();
    Answer answer = new Answer(server, client - server);
    return new CallUpdate("a", callee, exit, client, answer, counted);
  }

  private static SpanFacts withoutOperation(SpanFacts facts) {
    return new SpanFacts(
        facts.link(),
        facts.service(),
        "",
        facts.peer(),
        facts.startNanos(),
        facts.endNanos(),
        facts.isError(),
        facts.resource(),
        facts.isSampled());
  }

  private static CallUpdate consumed(SpanFacts entry, long gapMillis) {
    Answer answer = new Answer(10 * MS, gapMillis * MS);
    return new CallUpdate("a", entry.service(), entry, null, answer, null);
  }
}
