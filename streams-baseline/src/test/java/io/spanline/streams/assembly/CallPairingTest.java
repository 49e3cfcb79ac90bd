package io.spanline.streams.assembly;

import static io.spanline.model.Spans.ms;
import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.model.SpanFacts;
import io.spanline.model.SpanKind;
import io.spanline.model.SpanLink;
import io.spanline.model.Spans;
import io.spanline.model.Traces;
import io.spanline.streams.assembly.CallPairing.Paired;
import io.spanline.streams.assembly.Contribution.CallUpdate;
import io.spanline.streams.assembly.Contribution.Counted;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallPairingTest {
  private final SpanFacts exit =
      Spans.exit("a").withId("call").with("peer.service", "peer-of-a").span().facts();
  private final SpanFacts entry = Spans.entry("b").withId("b").underRemote("call").span().facts();
  private final SpanFacts laterEntry =
      Spans.entry("b2").withId("b2").underRemote("call").startingAfter(ms(5)).span().facts();

  private @Nullable RememberedTrace skeleton;
  private int emissions;

  @Test
  void pairsWhatComesTogether() {
    assertThat(emit(entry, exit)).containsExactly(new CallUpdate(exit, "b", null, entry));
    assertThat(remembered()).isEmpty();
  }

  @Test
  void answersALaterEntrySpanUnderTheNameThatTheCallWasCountedBy() {
    assertThat(emit(exit)).containsExactly(new CallUpdate(exit, "peer-of-a", null, null));

    assertThat(emit(entry))
        .containsExactly(new CallUpdate(withoutOperation(exit), "peer-of-a", at(1), entry));
    assertThat(remembered()).isEmpty();
  }

  @Test
  void saysOfALateAnswerWhichEmissionCountedItsCall() {
    SpanFacts second = Spans.exit("a").withId("second").span().facts();
    SpanFacts third = Spans.exit("a").withId("third").span().facts();
    emit(exit);
    emit(third, second);

    assertThat(emit(entry)).extracting(CallUpdate::counted).containsExactly(at(1));
    assertThat(remembered()).extracting(CallEnd::counted).containsExactly(at(2), at(2));
  }

  @Test
  void answersALaterCallByTheEntrySpanItRemembers() {
    assertThat(emit(entry)).isEmpty();

    assertThat(emit(exit))
        .containsExactly(new CallUpdate(exit, "b", null, withoutOperation(entry)));
    assertThat(remembered()).isEmpty();
  }

  @Test
  void takesTheEarliestEntrySpanOfOneEmission() {
    assertThat(emit(laterEntry, exit, entry)).extracting(CallUpdate::answer).containsExactly(entry);
    assertThat(remembered()).isEmpty();
  }

  @Test
  void keepsTheAnswerOfTheFirstEmissionThatHadOne() {
    emit(laterEntry);
    emit(entry);

    assertThat(emit(exit))
        .extracting(CallUpdate::answer)
        .containsExactly(withoutOperation(laterEntry));
  }

  @Test
  void answersACallOnce() {
    emit(exit, entry);

    assertThat(emit(laterEntry)).isEmpty();
    assertThat(remembered()).isEmpty();
  }

  @Test
  void letsAnEntrySpanAnswerOneOfTwoCallsOfOneId() {
    SpanFacts producer = Spans.of("a", SpanKind.PRODUCER).withId("call").span().facts();

    List<CallUpdate> calls = emit(producer, exit, entry);

    assertThat(calls).extracting(CallUpdate::exit).containsExactly(exit, producer);
    assertThat(calls).extracting(CallUpdate::answer).containsExactly(entry, null);
  }

  @Test
  void pairsSpansThatAreTheirOwnParents() {
    SpanFacts client = Spans.exit("a").withId("self").under("self").span().facts();
    SpanFacts server = Spans.entry("b").withId("self").under("self").span().facts();

    assertThat(emit(server, client)).containsExactly(new CallUpdate(client, "b", null, server));
  }

  @Test
  void remembersNoEntrySpanThatHasNoParent() {
    emit(Spans.entry("root").span().facts());

    assertThat(remembered()).isEmpty();
  }

  /** However a trace is cut into revisions, each call and each answer is counted once. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void countsEachCallAndEachAnswerOnce(int seed) {
    Random random = new Random(seed);
    List<SpanFacts> spans = new ArrayList<>();
    Traces.spansOfACallsBCallsC("t1").forEach(span -> spans.add(span.facts()));
    for (int i = 0; i < 20; i++) {
      spans.add(Spans.exit("a").withId("call" + i).span().facts());
      if (i % 3 > 0) {
        spans.add(Spans.entry("b").withId("b" + i).underRemote("call" + i).span().facts());
      }
    }
    Collections.shuffle(spans, random);

    List<CallUpdate> all = new ArrayList<>();
    for (int from = 0; from < spans.size(); ) {
      int to = Math.min(spans.size(), from + 1 + random.nextInt(8));
      all.addAll(emit(spans.subList(from, to).toArray(SpanFacts[]::new)));
      from = to;
    }

    assertThat(all.stream().filter(CallUpdate::isNew))
        .extracting(u -> u.exit().key())
        .hasSize(22)
        .doesNotHaveDuplicates();
    assertThat(all.stream().filter(update -> update.answer() != null))
        .hasSize(15)
        .allMatch(u -> u.exit().key().spanId().equals(answerOf(u).link().parentId()));
  }

  private static SpanFacts answerOf(CallUpdate update) {
    return Objects.requireNonNull(update.answer());
  }

  /** The next revision, remembered as a process would that reads it back. */
  private List<CallUpdate> emit(SpanFacts... spans) {
    emissions++;
    Paired paired = new CallPairing(skeleton).pair(List.of(spans), at(emissions));
    List<SpanLink> links = new ArrayList<>(skeleton == null ? List.of() : skeleton.links());
    List.of(spans).forEach(span -> links.add(span.link()));
    RememberedTrace next = new RememberedTrace(1, 0, links.size(), 0, 0, links, paired.unpaired());
    skeleton = RememberedTrace.of(next.toBytes());
    return paired.calls();
  }

  private static Counted at(int emission) {
    return new Counted(1_700_000_000_000L + emission, 1_700_000_000_500L + 10L * emission);
  }

  private List<CallEnd> remembered() {
    return skeleton == null ? List.of() : skeleton.unpaired();
  }

  private static SpanFacts withoutOperation(SpanFacts facts) {
    return new SpanFacts(
        facts.link(),
        facts.service(),
        "",
        facts.peer(),
        facts.startNanos(),
        facts.endNanos(),
        facts.isError());
  }
}
