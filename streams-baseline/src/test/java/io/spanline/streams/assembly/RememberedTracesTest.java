package io.spanline.streams.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.model.Span;
import io.spanline.model.Spans;
import io.spanline.model.TraceId;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class RememberedTracesTest {
  private static final AssemblyRules RULES = Rules.mostSpans(10);

  private final RememberedTraces all =
      new RememberedTraces(Stores.inMemoryKeyValueStore("other").get(), RULES, Rules.NO_BOUNDS);
  private final OpenTraces open =
      new LoggedOpenTraces(Stores.inMemoryKeyValueStore("open").get(), all, RULES, Rules.NO_BOUNDS);
  private final List<TraceId> ids =
      IntStream.range(0, 10).mapToObj(i -> Spans.traceId("t" + i)).toList();

  @Test
  void forgetsTheOldestEarlyWhereThereAreTooMany() {
    RememberedTraces closed = boundedTo(7);
    ids.forEach(id -> closed.remember(id, closedAt(ids.indexOf(id))));

    closed.forget(10, 1, open);

    assertThat(closed.traces()).isEqualTo(7);
    assertThat(closed.heapBytes()).isLessThanOrEqualTo(7 * size());
    assertThat(closed.forgotten()).isEqualTo(3);
    assertThat(ids).filteredOn(id -> closed.find(id) != null).isEqualTo(ids.subList(3, 10));
  }

  @Test
  void doesNotCountWhatIsForgottenInTime() {
    RememberedTraces closed = boundedTo(100);
    ids.forEach(id -> closed.remember(id, closedAt(ids.indexOf(id))));

    closed.forget(RULES.horizon().toMillis() + 4, 100, open);

    assertThat(closed.traces()).isEqualTo(5);
    assertThat(closed.forgotten()).isZero();
  }

  @Test
  void keepsATraceThatWaitsForARevision() {
    RememberedTraces closed = boundedTo(1);
    closed.remember(ids.get(0), closedAt(0));
    open.add(open.open(ids.get(0), closed.find(ids.get(0))), arrival());
    closed.remember(ids.get(1), closedAt(1));
    closed.remember(ids.get(2), closedAt(2));

    closed.forget(10, 1, open);

    assertThat(closed.find(ids.get(0))).isNotNull();
    assertThat(closed.find(ids.get(1))).isNull();
    closed.remember(ids.get(0), closedAt(3));
    assertThat(closed.traces()).isEqualTo(1);
    assertThat(closed.isEmpty()).isFalse();
  }

  @Test
  void countsARevisionOfATraceOnce() {
    RememberedTraces closed = boundedTo(10);

    closed.remember(ids.get(0), closedAt(0));
    closed.remember(ids.get(0), closedAt(5));

    assertThat(closed.traces()).isEqualTo(1);
    assertThat(closed.heapBytes()).isEqualTo(size());
  }

  private static RememberedTraces boundedTo(int traces) {
    MemoryBounds bounds = new MemoryBounds(Long.MAX_VALUE, Integer.MAX_VALUE, traces * size());
    return new RememberedTraces(Stores.inMemoryKeyValueStore("closed").get(), RULES, bounds);
  }

  private static long size() {
    return closedAt(0).toBytes().length + HeapEstimate.ROW;
  }

  private static RememberedTrace closedAt(long millis) {
    Span span = Spans.entry("a").span();
    return new RememberedTrace(1, millis, 1, 0, 100, List.of(span.link()), List.of());
  }

  private static Arrival arrival() {
    return Arrival.of(Spans.entry("a").withId("late").span(), 1, 1);
  }
}
