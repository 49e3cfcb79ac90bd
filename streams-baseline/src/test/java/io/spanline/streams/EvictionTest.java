package io.spanline.streams;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.api.PartitionFigures;
import io.spanline.model.Outcome;
import io.spanline.model.Span;
import io.spanline.model.Spans;
import io.spanline.model.Trace;
import io.spanline.model.Traces;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** More open traces than there is room for: the one that came first is emitted and says so. */
class EvictionTest {
  private static final int MOST_BYTES = 50_000;

  @RegisterExtension
  final TopologyHarness harness =
      new TopologyHarness(
          "SPANLINE_OPEN_MAX_TRACES", "10", "SPANLINE_OPEN_MAX_BYTES", String.valueOf(MOST_BYTES));

  @Test
  void emitsTheTraceThatCameFirst() {
    harness.receive(entry(0));
    harness.passes(ofSeconds(1));
    harness.receive(IntStream.range(1, 10).mapToObj(EvictionTest::entry).toList());
    harness.receive(Spans.exit("service-a").inTrace("t0").under("a").span());
    assertThat(harness.traces()).isEmpty();

    harness.receive(entry(10));

    assertThat(harness.onlyTrace().traceId()).isEqualTo(Spans.traceId("t0"));
    assertThat(harness.onlyTrace().spans()).hasSize(2);
    assertThat(harness.onlyTrace().outcome().word()).isEqualTo("evicted");
    assertThat(harness.ledger().spans().open()).isEqualTo(10);
  }

  @Test
  void makesRoomForATraceOfManyBytes() {
    for (int i = 0; i < 3; i++) {
      harness.receive(entry(i));
      harness.passes(TopologyHarness.TICK);
    }
    assertThat(harness.traces()).isEmpty();

    harness.receive(
        Spans.entry("service-a")
            .inTrace("large")
            .with("text", "x".repeat(MOST_BYTES - 2_500))
            .span());

    assertThat(harness.traces())
        .extracting(Trace::traceId)
        .startsWith(Spans.traceId("t0"))
        .doesNotContain(Spans.traceId("t2"), Spans.traceId("large"));
    assertThat(figures().openBytes()).isLessThanOrEqualTo(MOST_BYTES);
  }

  @Test
  void makesARevisionOfWhatComesAfterAnEviction() {
    List<Span> spans = Traces.spansOfACallsBCallsC("late");
    harness.receive(spans.subList(0, 4));
    harness.passes(TopologyHarness.TICK);
    harness.receive(IntStream.range(0, 10).mapToObj(EvictionTest::entry).toList());
    harness.receive(spans.get(3), spans.get(4));

    harness.passes(ofSeconds(11));

    List<Trace> revisions =
        harness.traces().stream()
            .filter(trace -> trace.traceId().equals(Spans.traceId("late")))
            .toList();
    assertThat(revisions).extracting(Trace::revision).containsExactly(1, 2);
    assertThat(revisions.get(0).outcome().reasons()).contains(Outcome.Reason.EVICTED);
    assertThat(revisions.get(1).spans()).containsExactly(spans.get(4));
    assertThat(Trace.join(revisions).outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(harness.ledger().spans().duplicate()).isEqualTo(1);
  }

  @Test
  void balancesUnderThousandsOfOpenTraces() {
    for (int i = 0; i < 5_000; i++) {
      harness.receive(entry(i));
    }
    harness.passes(ofSeconds(1));

    assertThat(figures().openTraces()).isEqualTo(10);
    assertThat(figures().evicted()).isEqualTo(4_990);
    assertThat(figures().openBytes()).isLessThanOrEqualTo(MOST_BYTES);
    assertThat(harness.traces()).hasSize(4_990);
    harness.passes(ofSeconds(11));
    assertThat(harness.ledger().spans().emitted()).isEqualTo(5_000);
    assertThat(harness.statistics().values())
        .singleElement()
        .satisfies(row -> assertThat(row.requests()).isEqualTo(5_000));
  }

  private PartitionFigures figures() {
    harness.passes(TopologyHarness.TICK);
    return Objects.requireNonNull(harness.inquiries().figures().get(0));
  }

  private static Span entry(int trace) {
    return Spans.entry("service-a").inTrace("t" + trace).withId("a").span();
  }
}
