package io.spanline.bench.examine;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.bench.examine.StatisticsRows.Counts;
import io.spanline.bench.examine.StatisticsRows.Figures;
import io.spanline.bench.examine.StatisticsRows.RowKey;
import io.spanline.model.SpanKind;
import io.spanline.model.Spans;
import io.spanline.model.Traces;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReferenceTest {
  private static final long MILLI = 1_000_000;
  private static final Duration FIRST_WINDOW = Duration.ZERO;

  @Test
  void countsRequestsByServiceAndByOperation() {
    StatisticsRows rows = Reference.of(Spans.EPOCH, Traces.spansOfACallsBCallsC("one"));

    Figures one = requests(36 * MILLI);
    assertThat(rows.rows())
        .containsEntry(RowKey.requests("service-b", null, FIRST_WINDOW), one)
        .containsEntry(RowKey.requests("service-b", "service-b-operation", FIRST_WINDOW), one)
        .hasSize(3 + 3 + 2);
  }

  @Test
  void aCallHasTheCalleesTimeAndTheGapBetween() {
    StatisticsRows rows = Reference.of(Spans.EPOCH, Traces.spansOfACallsBCallsC("one"));

    assertThat(rows.rows().get(RowKey.edge("service-a", "service-b", FIRST_WINDOW)))
        .isEqualTo(
            new Figures(
                new Counts(1, 0, 0), times(40 * MILLI), times(36 * MILLI), times(4 * MILLI)));
  }

  @Test
  void aRefusedCallIsUnansweredAndHasNoCalleesTime() {
    var refused =
        Spans.exit("service-a").with("peer.service", "service-b").failed().took(Spans.ms(3));

    StatisticsRows rows = Reference.of(Spans.EPOCH, List.of(refused.span()));

    assertThat(rows.rows())
        .containsExactly(
            java.util.Map.entry(
                RowKey.edge("service-a", "service-b", FIRST_WINDOW),
                new Figures(
                    new Counts(1, 1, 1), times(3 * MILLI), TimeFigures.NONE, TimeFigures.NONE)));
  }

  @Test
  void theGapOfAMessageMayBeNegative() {
    var sent =
        Spans.of("service-a", SpanKind.PRODUCER)
            .withId("sent")
            .with("peer.service", "service-c")
            .took(Spans.ms(10));
    var taken =
        Spans.of("service-c", SpanKind.CONSUMER)
            .withId("taken")
            .under("sent")
            .startingAfter(Spans.ms(8))
            .took(Spans.ms(5));

    StatisticsRows rows = Reference.of(Spans.EPOCH, List.of(sent.span(), taken.span()));

    assertThat(rows.rows().get(RowKey.edge("service-a", "service-c", FIRST_WINDOW)).gap())
        .isEqualTo(times(-2 * MILLI));
  }

  private static Figures requests(long nanos) {
    return Figures.ofRequests(1, 0, times(nanos));
  }

  private static TimeFigures times(long nanos) {
    return new TimeFigures(1, nanos, nanos, nanos, nanos, nanos);
  }
}
