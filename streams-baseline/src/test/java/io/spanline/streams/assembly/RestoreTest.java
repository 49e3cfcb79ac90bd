package io.spanline.streams.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.model.Origin;
import io.spanline.model.Outcome;
import io.spanline.model.Scope;
import io.spanline.model.SlicedSpan;
import io.spanline.model.Span;
import io.spanline.model.SpanFacts;
import io.spanline.model.SpanKind;
import io.spanline.model.SpanLink.Ending;
import io.spanline.model.Spans;
import io.spanline.model.TraceId;
import io.spanline.model.Traces;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

/** What a restart finds in the stores is what the process before it knew. */
class RestoreTest {
  private static final AssemblyRules RULES = Rules.mostSpans(3);
  private static final SpanCaps CAPS = SpanCaps.of(RULES, Rules.NO_BOUNDS);
  private static final RecordSize JSON = new RecordSize(RULES.encoding());

  private final KeyValueStore<Bytes, byte[]> openRows = Stores.inMemoryKeyValueStore("open").get();
  private final KeyValueStore<Bytes, byte[]> closedRows =
      Stores.inMemoryKeyValueStore("closed").get();
  private OpenTraceRows saved = new OpenTraceRows(openRows, RULES);
  private final TraceId traceId = Spans.traceId("t1");
  private final List<Span> spans = Traces.spansOfACallsBCallsC("t1");
  private final Span large =
      Spans.of("service-a", SpanKind.CONSUMER).under("a").with("text", "x".repeat(999)).span();

  @Test
  void findsClosedTracesAgain() {
    RememberedTrace closed = closedTrace(3);
    RememberedTraces before = closedTraces();
    before.remember(traceId, closed, 0);
    before.save(0);

    RememberedTraces restored = closedTraces();

    assertThat(restored.find(traceId)).isEqualTo(closed);
    assertThat(row(restored).ending(spans.get(0).key())).isEqualTo(Ending.ENDED);
    assertThat(row(restored).ending(spans.get(4).key())).isNull();
    assertThat(restored.traces()).isEqualTo(1);
    assertThat(restored.heapBytes()).isEqualTo(before.heapBytes());
    assertThat(restored.recall(traceId, 30_999, 0)).isNotNull();
    assertThat(restored.recall(traceId, 31_000, 0)).isNull();
    restored.forget(31_000, 0);
    assertThat(restored.heapBytes()).isLessThan(200);
  }

  @Test
  void doesNotAnswerFromMemoryWhatHasChanged() {
    RememberedTraces closed = closedTraces();
    closed.remember(traceId, closedTrace(1), 0);
    assertThat(Objects.requireNonNull(closed.find(traceId)).revision()).isEqualTo(1);

    closed.remember(traceId, closedTrace(2), 0);

    assertThat(Objects.requireNonNull(closed.find(traceId)).revision()).isEqualTo(2);
    assertThat(closed.traces()).isEqualTo(1);
    closed.recall(traceId, 1_000_000, 0);
    assertThat(closed.find(traceId)).isNull();
  }

  @Test
  void findsOpenTracesAgain() {
    OpenTraces open = openTraces();
    OpenTrace first = open.open(traceId, null);
    open.add(first, arrival(spans.get(0), 1_000));
    open.add(first, arrival(spans.get(1), 1_500));

    OpenTraces restored = openTraces();

    OpenTrace found = Objects.requireNonNull(restored.firstDue());
    assertThat(found.traceId()).isEqualTo(traceId);
    assertThat(found.revision()).isEqualTo(1);
    assertThat(found.arrivals()).containsExactlyInAnyOrderElementsOf(first.arrivals());
    assertThat(found.bytes()).isEqualTo(first.bytes());
    assertThat(found.dueMillis()).isEqualTo(first.dueMillis());
    assertThat(found.timestampMillis()).isEqualTo(first.timestampMillis());
    assertThat(restored.oldest(9)).containsExactly(found);
    assertThat(restored.spans()).isEqualTo(2);
    assertThat(restored.heapBytes()).isEqualTo(open.heapBytes());
  }

  @Test
  void findsTheFactsOfCutSpansAgain() {
    OpenTraces open = openTraces();
    OpenTrace first = open.open(traceId, null);
    open.add(first, arrival(large, 1_000));
    spans.forEach(span -> open.add(first, arrival(span, 2_000)));

    OpenTraces restored = openTraces();

    OpenTrace found = Objects.requireNonNull(restored.find(traceId));
    assertThat(found.cut()).isEqualTo(new Outcome.Cut(3, 1)).isEqualTo(first.cut());
    assertThat(found.cutSpans()).containsExactlyInAnyOrderElementsOf(first.cutSpans());
    assertThat(found.cutSpans()).extracting(CutSpan::facts).contains(large.facts());
    assertThat(found.ending(large.key())).isEqualTo(Ending.ENDED);
    assertThat(found.dueMillis()).isEqualTo(first.dueMillis());
    assertThat(restored.spans()).isEqualTo(3);
    assertThat(restored.heapBytes()).isEqualTo(open.heapBytes());
    assertThat(contribution(found)).isEqualTo(contribution(first));
  }

  @Test
  void cutsOnAfterARestartWhatItWouldHaveCut() {
    OpenTraces open = openTraces();
    OpenTrace first = open.open(traceId, null);
    open.add(first, arrival(large, 1_000));
    open.add(first, arrival(spans.get(0), 1_000));
    open.add(first, arrival(spans.get(1), 1_000));

    OpenTraces restored = openTraces();
    OpenTrace found = Objects.requireNonNull(restored.find(traceId));
    restored.add(found, arrival(spans.get(2), 2_000));

    // Of four spans the call.
    assertThat(found.cutSpans()).extracting(CutSpan::facts).containsExactly(spans.get(1).facts());
  }

  @Test
  void findsAgainHowManySpansItCouldNotRemember() {
    OpenTraces open = openTraces();
    OpenTrace first = open.open(traceId, null);
    for (int i = 0; i < RULES.maxSpans() + CAPS.maxCutSpans(); i++) {
      open.add(first, arrival(Spans.entry("service-a").withId("span" + i).span(), 1_000));
    }
    assertThat(first.takes(arrival(large, 1_000))).isFalse();
    for (int i = 0; i < 5; i++) {
      open.refuse(first, new Arrival(large, 20_000, 2_000 + i, 0));
    }

    OpenTrace found = Objects.requireNonNull(openTraces().find(traceId));

    assertThat(found.refused().cut()).isEqualTo(new Outcome.Cut(5, 5));
    assertThat(found.timestampMillis()).isEqualTo(2_004);
    assertThat(found.cut().spans()).isEqualTo(CAPS.maxCutSpans() + 5);
    assertThat(found.takes(arrival(large, 1_000))).isFalse();
    assertThat(found.dueMillis()).isEqualTo(first.dueMillis());
  }

  @Test
  void findsAnOpenRevisionAgainWithWhatWasEmittedBefore() {
    RememberedTraces closed = closedTraces();
    closed.remember(traceId, closedTrace(2), 0);
    OpenTraces open = openTraces();
    open.add(open.open(traceId, closed.find(traceId)), arrival(spans.get(4), 5_000));

    OpenTrace found = Objects.requireNonNull(openTraces().find(traceId));

    assertThat(found.revision()).isEqualTo(3);
    assertThat(found.ending(spans.get(0).key())).isEqualTo(Ending.ENDED);
  }

  @Test
  void knowsAnEvictedTraceAgainAfterARestart() {
    OpenTraces open = openTraces();
    OpenTrace waiting = open.open(traceId, null);
    open.add(waiting, arrival(spans.get(0), 1_000));
    Emission evicted = Emission.evicted(waiting, JSON, 1_500);
    open.remove(waiting);
    RememberedTraces closed = closedTraces();
    closed.remember(traceId, evicted.skeleton(), 0);
    closed.save(0);

    RememberedTraces restored = closedTraces();

    assertThat(openTraces().traces()).isZero();
    assertThat(row(restored).ending(spans.get(0).key())).isEqualTo(Ending.ENDED);
    assertThat(restored.recall(traceId, 31_499, 0)).isNotNull();
    assertThat(restored.recall(traceId, 31_500, 0)).isNull();
  }

  @Test
  void leavesNoRowOfATraceThatIsNotOpenAnyMore() {
    OpenTraces open = openTraces();
    OpenTrace trace = open.open(traceId, null);
    spans.forEach(span -> open.add(trace, arrival(span, 1_000)));
    open.refuse(trace, arrival(large, 1_000));

    saved.save(Rules.LATER);
    assertThat(openRows.approximateNumEntries()).isPositive();
    open.remove(trace);
    saved.save(Rules.LATER);

    assertThat(openRows.approximateNumEntries()).isZero();
    assertThat(open.firstDue()).isNull();
    assertThat(open.oldest(1)).isEmpty();
    assertThat(open.heapBytes()).isZero();
    assertThat(open.spans()).isZero();
  }

  private RememberedRow row(RememberedTraces closed) {
    return Objects.requireNonNull(closed.row(traceId));
  }

  /** Those that a process would have that starts after a commit of the one before. */
  private OpenTraces openTraces() {
    saved.save(Rules.LATER);
    saved = new OpenTraceRows(openRows, RULES);
    return new OpenTraces(saved, RULES, Rules.NO_BOUNDS);
  }

  private RememberedTraces closedTraces() {
    return new RememberedTraces(closedRows, RULES, Rules.NO_BOUNDS);
  }

  /** As sets: rows are not read back in the order in which the spans came. */
  private static Object contribution(OpenTrace trace) {
    Contribution contribution = Emission.due(trace, JSON, 1_000).contribution();
    return List.of(Set.copyOf(contribution.requests()), Set.copyOf(contribution.calls()));
  }

  private RememberedTrace closedTrace(int revision) {
    List<SpanFacts> facts = spans.subList(0, 4).stream().map(Span::facts).toList();
    return new RememberedTrace(
        revision,
        1_000,
        4,
        new Outcome.Cut(1, 0),
        500,
        null,
        facts.stream().map(Revisions::remembered).toList(),
        List.of(new CallEnd(facts.get(3), new Contribution.Counted(990, 1_000))));
  }

  private static Arrival arrival(Span span, long millis) {
    // As the records' reader gives them: what is read back is compared with it, its heap too.
    Span read = SlicedSpan.of(span, Origin.of(span.origin()), Scope.of(span.scope()));
    return new Arrival(read, millis, millis - 10, 0);
  }
}
