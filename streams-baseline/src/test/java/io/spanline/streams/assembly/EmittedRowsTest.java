package io.spanline.streams.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.model.Span;
import io.spanline.model.SpanLink;
import io.spanline.model.Spans;
import io.spanline.model.TraceId;
import io.spanline.model.Traces;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

/** Rows of open traces that a kill without transactions left although the trace was closed. */
class EmittedRowsTest {
  private static final AssemblyRules RULES = Rules.mostSpans(10);

  private final KeyValueStore<Bytes, byte[]> openRows = Stores.inMemoryKeyValueStore("open").get();
  private final KeyValueStore<Bytes, byte[]> closedRows =
      Stores.inMemoryKeyValueStore("closed").get();
  private final TraceId traceId = Spans.traceId("t1");
  private final List<Span> spans = Traces.spansOfACallsBCallsC("t1");

  @Test
  void doesNotOpenAgainWhatACrashLeftOfAnEmittedTrace() {
    LoggedOpenTraces open = openTraces();
    OpenTrace waiting = open.open(traceId, null);
    spans.forEach(span -> open.add(waiting, arrival(span, 100)));
    open.refuse(waiting, arrival(spans.get(0), 100));
    closedTraces().remember(traceId, closedTrace());

    LoggedOpenTraces restored = openTraces();
    restored.deleteEmitted();

    // Only the span that the closed trace does not know.
    OpenTrace found = Objects.requireNonNull(restored.find(traceId));
    assertThat(found.revision()).isEqualTo(2);
    assertThat(found.facts()).containsExactly(spans.get(4).facts());
    assertThat(found.refused().spans()).isZero();
    assertThat(openRows.approximateNumEntries()).isEqualTo(1);
  }

  @Test
  void opensNothingWhereAllOfATraceWasEmitted() {
    LoggedOpenTraces open = openTraces();
    OpenTrace waiting = open.open(traceId, null);
    spans.subList(0, 4).forEach(span -> open.add(waiting, arrival(span, 100)));
    closedTraces().remember(traceId, closedTrace());

    LoggedOpenTraces restored = openTraces();

    assertThat(restored.traces()).isZero();
    assertThat(restored.firstDue()).isNull();
    assertThat(restored.spans()).isZero();
  }

  private LoggedOpenTraces openTraces() {
    return new LoggedOpenTraces(openRows, closedTraces(), RULES, Rules.NO_BOUNDS);
  }

  private ClosedTraces closedTraces() {
    return new ClosedTraces(closedRows, RULES, Rules.NO_BOUNDS);
  }

  private ClosedTrace closedTrace() {
    List<SpanLink> links = spans.subList(0, 4).stream().map(Span::link).toList();
    return new ClosedTrace(1, 1_000, 4, 0, 500, links, List.of());
  }

  private static Arrival arrival(Span span, long millis) {
    return Arrival.of(span, millis, millis - 10);
  }
}
