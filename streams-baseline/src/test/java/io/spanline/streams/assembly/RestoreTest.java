package io.spanline.streams.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.model.Span;
import io.spanline.model.SpanKind;
import io.spanline.model.SpanLink;
import io.spanline.model.Spans;
import io.spanline.model.TraceId;
import io.spanline.model.Traces;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

/** What a restart finds in the stores is what the process before it knew. */
class RestoreTest {
  private static final AssemblyRules RULES =
      new AssemblyRules(
          Duration.ofSeconds(2),
          Duration.ofSeconds(10),
          Duration.ofSeconds(60),
          Duration.ofSeconds(30),
          10_000,
          1 << 20);

  private final KeyValueStore<Bytes, byte[]> openRows = Stores.inMemoryKeyValueStore("open").get();
  private final KeyValueStore<Bytes, byte[]> closedRows =
      Stores.inMemoryKeyValueStore("closed").get();
  private final TraceId traceId = Spans.traceId("t1");
  private final List<Span> spans = Traces.spansOfACallsBCallsC("t1");
  private final Span cut = Spans.of("service-a", SpanKind.INTERNAL).under("a").span();

  @Test
  void findsClosedTracesAgain() {
    ClosedTrace closed = closedTrace(3);
    closedTraces().remember(traceId, closed);

    ClosedTraces restored = closedTraces();

    assertThat(restored.find(traceId)).isEqualTo(closed);
    assertThat(restored.holds(traceId, spans.get(0).key())).isTrue();
    assertThat(restored.holds(traceId, cut.key())).isTrue();
    assertThat(restored.holds(traceId, spans.get(4).key())).isFalse();
    assertThat(restored.recall(traceId, 30_999)).isNotNull();
    assertThat(restored.recall(traceId, 31_000)).isNull();
  }

  @Test
  void doesNotAnswerFromMemoryWhatHasChanged() {
    ClosedTraces closed = closedTraces();
    closed.remember(traceId, closedTrace(1));
    assertThat(Objects.requireNonNull(closed.find(traceId)).revision()).isEqualTo(1);

    closed.remember(traceId, closedTrace(2));

    assertThat(Objects.requireNonNull(closed.find(traceId)).revision()).isEqualTo(2);
    closed.recall(traceId, 1_000_000);
    assertThat(closed.find(traceId)).isNull();
    assertThat(closed.holds(traceId, cut.key())).isFalse();
  }

  @Test
  void findsOpenTracesAgain() {
    ClosedTraces closed = closedTraces();
    LoggedOpenTraces open = new LoggedOpenTraces(openRows, closed, RULES);
    OpenTrace first = open.open(traceId, null);
    open.add(first, arrival(spans.get(0), 1_000));
    open.add(first, arrival(spans.get(1), 1_500));
    open.cut(first, cut.key(), 2_000);

    LoggedOpenTraces restored = new LoggedOpenTraces(openRows, closedTraces(), RULES);

    OpenTrace found = Objects.requireNonNull(restored.first());
    assertThat(found.traceId()).isEqualTo(traceId);
    assertThat(found.revision()).isEqualTo(1);
    assertThat(found.arrivals()).containsExactlyInAnyOrderElementsOf(first.arrivals());
    assertThat(found.bytes()).isEqualTo(first.bytes());
    assertThat(found.cut()).isEqualTo(1);
    assertThat(found.holds(cut.key())).isTrue();
    assertThat(found.dueMillis()).isEqualTo(first.dueMillis());
    assertThat(restored.spans()).isEqualTo(2);
  }

  @Test
  void findsAnOpenRevisionAgainWithWhatWasEmittedBefore() {
    ClosedTraces closed = closedTraces();
    closed.remember(traceId, closedTrace(2));
    LoggedOpenTraces open = new LoggedOpenTraces(openRows, closed, RULES);
    open.add(open.open(traceId, closed.find(traceId)), arrival(spans.get(4), 5_000));

    OpenTrace found =
        Objects.requireNonNull(new LoggedOpenTraces(openRows, closedTraces(), RULES).find(traceId));

    assertThat(found.revision()).isEqualTo(3);
    assertThat(found.holds(spans.get(0).key())).isTrue();
    assertThat(found.holds(cut.key())).isTrue();
  }

  @Test
  void leavesNoRowOfATraceThatIsNotOpenAnyMore() {
    LoggedOpenTraces open = new LoggedOpenTraces(openRows, closedTraces(), RULES);
    OpenTrace trace = open.open(traceId, null);
    open.add(trace, arrival(spans.get(0), 1_000));
    open.cut(trace, cut.key(), 2_000);

    open.remove(trace);

    assertThat(openRows.approximateNumEntries()).isZero();
    assertThat(open.first()).isNull();
  }

  private ClosedTraces closedTraces() {
    return new ClosedTraces(closedRows, RULES);
  }

  private ClosedTrace closedTrace(int revision) {
    List<SpanLink> links = spans.subList(0, 4).stream().map(Span::link).toList();
    return new ClosedTrace(revision, 1_000, 1, 500, links, Set.of(cut.key()));
  }

  private static OpenTrace.Arrival arrival(Span span, long millis) {
    return new OpenTrace.Arrival(span, millis, millis - 10, span.fragment().getSerializedSize());
  }
}
