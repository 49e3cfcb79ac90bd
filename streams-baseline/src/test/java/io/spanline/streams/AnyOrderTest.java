package io.spanline.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.model.Outcome;
import io.spanline.model.Span;
import io.spanline.model.SpanKind;
import io.spanline.model.Spans;
import io.spanline.model.Trace;
import io.spanline.model.TraceId;
import io.spanline.model.Traces;
import io.spanline.topic.ServiceStatistics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever the order of spans, however often each comes and however late within the horizon: the
 * same spans in the same traces, the same statistics, a ledger that balances (which the harness
 * looks at after each).
 */
class AnyOrderTest {
  private static final int TRACES = 8;
  // Long enough that complete traces are emitted, all together within the horizon.
  private static final Duration LONG_PAUSE = Duration.ofMillis(2_200);
  private static final Duration SHORT_PAUSE = Duration.ofMillis(100);

  @RegisterExtension final TopologyHarness harness = new TopologyHarness();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void makesTheSameTracesAndStatistics(int seed) {
    Random random = new Random(seed);
    Map<TraceId, List<Span>> sent = traces();
    List<Span> arrivals = arrivals(sent, random);

    for (Span span : arrivals) {
      harness.receive(span);
      harness.passes(random.nextInt(12) == 0 ? LONG_PAUSE : SHORT_PAUSE);
    }
    harness.passes(Duration.ofSeconds(15));

    assertThat(joined()).extracting(Trace::spans).containsExactlyElementsOf(sent.values());
    assertThat(joined()).allMatch(trace -> trace.outcome().equals(Outcome.COMPLETE));
    assertThat(harness.ledger().spans().duplicate())
        .isEqualTo(arrivals.size() - sent.values().stream().mapToInt(List::size).sum());
    assertThat(harness.statistics().values()).allMatch(AnyOrderTest::isOfEveryTrace).hasSize(3);
  }

  private static Map<TraceId, List<Span>> traces() {
    Map<TraceId, List<Span>> traces = new TreeMap<>();
    for (int i = 0; i < TRACES; i++) {
      List<Span> spans = new ArrayList<>(Traces.spansOfACallsBCallsC("t" + i));
      for (int work = 0; work < i; work++) {
        spans.add(
            Spans.of("service-c", SpanKind.INTERNAL)
                .inTrace("t" + i)
                .under("c")
                .withId("work" + work)
                .startingAfter(Duration.ofMillis(13 + work))
                .span());
      }
      traces.put(spans.get(0).traceId(), Traces.complete(spans).spans());
    }
    return traces;
  }

  private static List<Span> arrivals(Map<TraceId, List<Span>> sent, Random random) {
    List<Span> arrivals = new ArrayList<>();
    sent.values().forEach(arrivals::addAll);
    for (Span span : List.copyOf(arrivals)) {
      for (int copy = random.nextInt(4); copy > 2; copy--) {
        arrivals.add(span);
      }
    }
    Collections.shuffle(arrivals, random);
    return arrivals;
  }

  /** Every trace of all its revisions, in the order of their ids. */
  private List<Trace> joined() {
    Map<TraceId, List<Trace>> revisions =
        harness.traces().stream()
            .collect(Collectors.groupingBy(Trace::traceId, TreeMap::new, Collectors.toList()));
    return revisions.values().stream().map(Trace::join).toList();
  }

  /** All spans end within one window, and each service's requests take the same time. */
  private static boolean isOfEveryTrace(ServiceStatistics row) {
    double millis =
        Map.of("service-a", 50.0, "service-b", 36.0, "service-c", 25.0).get(row.service());
    return row.requests() == TRACES
        && row.errors() == 0
        && row.minMillis() == millis
        && row.p95Millis() == millis
        && Math.abs(row.sumMillis() - TRACES * millis) < 1e-6;
  }
}
