package io.spanline.streams.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.model.ParsedSpan;
import io.spanline.model.Span;
import io.spanline.model.SpanKey;
import io.spanline.model.SpanKind;
import io.spanline.model.Spans;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a trace's caps keep is decided by the spans, not by the order in which they come. */
class OpenTraceCapsTest {
  private static final int ORDERS = 50;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void keepsTheSameSpansInAnyOrder(int seed) {
    Random random = new Random(seed);
    List<Span> spans = spans(random, 40);
    AssemblyRules rules =
        random.nextBoolean()
            ? Rules.mostSpans(1 + random.nextInt(40))
            : Rules.mostBytes(200 + random.nextInt(8_000));

    Set<Set<SpanKey>> kept = new HashSet<>();
    for (int order = 0; order < ORDERS; order++) {
      Collections.shuffle(spans, random);
      kept.add(kept(spans, rules));
    }

    assertThat(kept).containsExactly(lastCut(spans, rules));
  }

  /**
   * Until it ends a span is smaller than then: it may cut others, but not what bounds there are.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void keepsTheCapsAndTheAccountWhenSpansEndThatWereThere(int seed) {
    Random random = new Random(seed);
    AssemblyRules rules = Rules.mostBytes(200 + random.nextInt(4_000));
    List<Span> spans = spans(random, 40);
    List<Span> order = new ArrayList<>();
    spans.forEach(span -> order.add(random.nextBoolean() ? unfinished(span) : span));
    Collections.shuffle(order, random);
    List<Span> ended = new ArrayList<>(spans);
    ended.removeAll(order);
    order.addAll(ended);

    Set<SpanKey> kept = kept(order, rules);

    assertThat(lastCut(spans, rules)).containsAll(kept);
  }

  private static Span unfinished(Span span) {
    return new ParsedSpan(
        span.origin(), span.scope(), span.otlp().toBuilder().clearEndTimeUnixNano().build());
  }

  private static Set<SpanKey> kept(List<Span> spans, AssemblyRules rules) {
    var store = Stores.inMemoryKeyValueStore("open").get();
    OpenTraceRows rows = new OpenTraceRows(store, rules);
    OpenTraces open = new OpenTraces(rows, rules, Rules.NO_BOUNDS);
    OpenTrace trace = open.open(Spans.traceId("t1"), null);
    int cut = 0;
    int count = (int) spans.stream().map(Span::key).distinct().count();
    for (int i = 0; i < spans.size(); i++) {
      cut += open.add(trace, new Arrival(spans.get(i), 1_000, 1_000, 0));
      if (i == spans.size() / 2) {
        // As after a restart.
        rows.save(Rules.LATER);
        rows = new OpenTraceRows(store, rules);
        open = new OpenTraces(rows, rules, Rules.NO_BOUNDS);
        trace = Objects.requireNonNull(open.find(trace.traceId()));
      }
    }
    assertThat(trace.cut().spans()).isEqualTo(cut).isEqualTo(count - trace.arrivals().size());
    assertThat(open.spans()).isEqualTo(trace.arrivals().size());
    assertThat(trace.facts(trace.arrivals()))
        .hasSize(count)
        .noneMatch(facts -> facts.link().isUnfinished());
    assertThat(trace.bytes()).isEqualTo(bytes(trace)).isLessThanOrEqualTo(rules.maxBytes());
    rows.save(Rules.LATER);
    assertThat(new OpenTraces(new OpenTraceRows(store, rules), rules, Rules.NO_BOUNDS).heapBytes())
        .isEqualTo(open.heapBytes());
    return trace.arrivals().stream().map(Arrival::key).collect(Collectors.toSet());
  }

  private static long bytes(OpenTrace trace) {
    return trace.arrivals().stream().mapToLong(Arrival::bytes).sum();
  }

  /** The same told from all spans at once: from the last in the order as many as the caps allow. */
  private static Set<SpanKey> lastCut(List<Span> spans, AssemblyRules rules) {
    List<Arrival> lastCutFirst = new ArrayList<>();
    spans.forEach(span -> lastCutFirst.add(new Arrival(span, 0, 0, 0)));
    lastCutFirst.removeIf(arrival -> arrival.bytes() > rules.maxBytes());
    lastCutFirst.sort(Comparator.comparing(Arrival::cutPlace).reversed());
    Set<SpanKey> kept = new HashSet<>();
    long bytes = 0;
    for (Arrival arrival : lastCutFirst) {
      bytes += arrival.bytes();
      if (kept.size() == rules.maxSpans() || bytes > rules.maxBytes()) {
        break;
      }
      kept.add(arrival.key());
    }
    return kept;
  }

  /** Sizes of a few bytes, of which many are equal, and one that no cap takes. */
  private static List<Span> spans(Random random, int count) {
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Spans span =
          Spans.of("service-a", SpanKind.values()[random.nextInt(SpanKind.values().length)])
              .withId("span" + i / 2)
              .with("text", "x".repeat(40 * random.nextInt(5)));
      spans.add((random.nextInt(8) == 0 ? span : span.under("parent")).span());
    }
    spans.add(Spans.entry("service-a").with("text", "x".repeat(2 << 20)).span());
    return distinct(spans);
  }

  private static List<Span> distinct(List<Span> spans) {
    Set<SpanKey> seen = new HashSet<>();
    return spans.stream()
        .filter(span -> seen.add(span.key()))
        .collect(Collectors.toCollection(ArrayList::new));
  }
}
