package io.spanline.streams.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.model.Span;
import io.spanline.model.Spans;
import io.spanline.model.TraceId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Traces are found by id and in both orders, whatever came and went between. */
class OpenTracesTest {
  private static final AssemblyRules RULES = Rules.mostSpans(10);

  private final OpenTraceRows rows =
      new OpenTraceRows(Stores.inMemoryKeyValueStore("open").get(), RULES);
  private final OpenTraces open = new OpenTraces(rows, RULES, Rules.NO_BOUNDS);
  private final List<OpenTrace> all = new ArrayList<>();

  /** A root makes a trace due earlier, any other span later; stamps may go back. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void findsWhatIsDueFirstAndWhatCameFirst(int seed) {
    Random random = new Random(seed);
    for (int step = 0; step < 3_000; step++) {
      if (!all.isEmpty() && random.nextInt(5) == 0) {
        open.remove(all.remove(random.nextInt(all.size())));
      } else {
        add(random, step);
      }
      assertThat(rows.firstPosition(-1)).isEqualTo(firstPosition());
      assertThat(open.firstDue()).isSameAs(first(Comparator.comparing(OpenTrace::dueMillis)));
      assertThat(open.heldMillis())
          .isEqualTo(all.isEmpty() ? null : inOrderOfAge().get(0).oldestMillis());
    }

    assertThat(open.oldest(20)).containsExactlyElementsOf(inOrderOfAge().subList(0, 20));
    assertThat(open.oldest(Integer.MAX_VALUE)).containsExactlyElementsOf(inOrderOfAge());
    assertThat(open.traces()).isEqualTo(all.size());
    assertThat(open.spans()).isEqualTo(all.stream().mapToInt(t -> t.arrivals().size()).sum());
    long traces = all.stream().mapToLong(trace -> trace.heapBytes() + trace.place().rowBytes).sum();
    // They share one resource, scope and name.
    assertThat(open.heapBytes()).isBetween(traces + 1, traces + 1_000);
    assertThat(all).allMatch(trace -> open.find(trace.traceId()) == trace);
    all.forEach(open::remove);
    assertThat(open.heapBytes()).isZero();
  }

  @Test
  void findsNothingOfATraceThatIsGone() {
    List<TraceId> ids = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      ids.add(Spans.traceId("t" + i));
      open.open(ids.get(i), null);
    }

    ids.subList(0, 500).forEach(id -> open.remove(Objects.requireNonNull(open.find(id))));

    assertThat(ids.subList(0, 500)).allMatch(id -> open.find(id) == null);
    assertThat(ids.subList(500, 1_000)).allMatch(id -> open.find(id) != null);
  }

  /** It stands nowhere yet. */
  @Test
  void aTraceWithoutSpansLeavesThoseBesideItWhereTheyAre() {
    OpenTrace one = open.open(Spans.traceId("one"), null);
    open.add(one, new Arrival(Spans.entry("service-a").withId("s").span(), 1_000, 1_000, 7));

    open.remove(open.open(Spans.traceId("other"), null));

    assertThat(rows.firstPosition(-1)).isEqualTo(7);
  }

  /** Else a trace that is evicted would make no room until the next commit, and all would go. */
  @Test
  void rowsOfATraceThatIsGoneAreNoLongerCharged() {
    OpenTrace one = open.open(Spans.traceId("one"), null);
    OpenTrace other = open.open(Spans.traceId("other"), null);
    Span span = Spans.entry("service-a").withId("s").span();
    open.add(one, new Arrival(span, 1_000, 1_000, 1));
    open.add(other, new Arrival(span, 1_000, 1_000, 2));
    long young = open.heapBytes();

    rows.age(Rules.LATER);

    assertThat(open.heapBytes()).isEqualTo(young + one.rowBytes() + other.rowBytes());
    rows.save(Rules.LATER);
    long both = open.heapBytes();
    long ofOne = one.heapBytes() + one.rowBytes();
    open.remove(one);
    assertThat(open.heapBytes()).isEqualTo(both - ofOne);
    open.remove(other);
    assertThat(open.heapBytes()).isZero();
  }

  private void add(Random random, int step) {
    OpenTrace trace =
        all.isEmpty() || random.nextInt(3) == 0
            ? open.open(Spans.traceId("t" + step), null)
            : all.get(random.nextInt(all.size()));
    if (trace.arrivals().isEmpty()) {
      all.add(trace);
    }
    Spans span = Spans.entry("service-a").withId("span" + step);
    Spans placed = random.nextInt(4) == 0 ? span : span.under("span" + random.nextInt(step + 1));
    // Of a few times, so that many are equal.
    long millis = 10_000 + 500L * (step / 50) - 500L * random.nextInt(4);
    open.add(trace, new Arrival(placed.span(), 10_000 + 500L * (step / 50), millis, step));
  }

  private long firstPosition() {
    return all.stream()
        .map(OpenTrace::place)
        .filter(place -> !place.isInRows())
        .mapToLong(place -> place.firstPosition)
        .min()
        .orElse(-1);
  }

  private OpenTrace first(Comparator<OpenTrace> order) {
    return all.stream().min(order.thenComparing(OpenTrace::traceId)).orElse(null);
  }

  private List<OpenTrace> inOrderOfAge() {
    return all.stream()
        .sorted(Comparator.comparing(OpenTrace::oldestMillis).thenComparing(OpenTrace::traceId))
        .toList();
  }
}
