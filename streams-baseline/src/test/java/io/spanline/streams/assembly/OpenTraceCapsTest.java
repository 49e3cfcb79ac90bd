package io.spanline.streams.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.model.Span;
import io.spanline.model.SpanKey;
import io.spanline.model.SpanKind;
import io.spanline.model.Spans;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
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
  void keepsTheSmallestSpansInAnyOrder(int seed) {
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

    assertThat(kept).containsExactly(smallest(spans, rules));
  }

  private static Set<SpanKey> kept(List<Span> spans, AssemblyRules rules) {
    RememberedTraces none =
        new RememberedTraces(Stores.inMemoryKeyValueStore("closed").get(), rules, Rules.NO_BOUNDS);
    OpenTraces open =
        new OpenTraces(Stores.inMemoryKeyValueStore("open").get(), none, rules, Rules.NO_BOUNDS);
    OpenTrace trace = open.open(Spans.traceId("t1"), null);
    int cut = 0;
    for (Span span : spans) {
      cut += open.add(trace, Arrival.of(span, 1_000, 1_000));
    }
    assertThat(trace.truncated()).isEqualTo(cut).isEqualTo(spans.size() - trace.arrivals().size());
    assertThat(open.spans()).isEqualTo(trace.arrivals().size());
    assertThat(trace.facts()).hasSameSizeAs(spans);
    return trace.arrivals().stream().map(Arrival::key).collect(Collectors.toSet());
  }

  /** The same told from all spans at once: as many of the smallest as the caps allow. */
  private static Set<SpanKey> smallest(List<Span> spans, AssemblyRules rules) {
    List<Arrival> bySize = new ArrayList<>();
    spans.forEach(span -> bySize.add(Arrival.of(span, 0, 0)));
    bySize.sort(Arrival.LARGEST_FIRST.reversed());
    Set<SpanKey> smallest = new HashSet<>();
    long bytes = 0;
    for (Arrival arrival : bySize) {
      bytes += arrival.bytes();
      if (smallest.size() == rules.maxSpans() || bytes > rules.maxBytes()) {
        break;
      }
      smallest.add(arrival.key());
    }
    return smallest;
  }

  /** Sizes of a few bytes, of which many are equal, and one that no cap takes. */
  private static List<Span> spans(Random random, int count) {
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      spans.add(
          Spans.of("service-a", random.nextBoolean() ? SpanKind.SERVER : SpanKind.CLIENT)
              .withId("span" + i / 2)
              .with("text", "x".repeat(40 * random.nextInt(5)))
              .span());
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
