package io.spanline.bench.examine;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.bench.examine.StatisticsRows.Counts;
import io.spanline.bench.examine.StatisticsRows.Figures;
import io.spanline.bench.examine.StatisticsRows.RowKey;
import io.spanline.model.SpanKind;
import io.spanline.model.Spans;
import io.spanline.model.Traces;
import io.spanline.topic.EdgeStatistics.Latencies;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReferenceTest {
  private static final Duration FIRST_WINDOW = Duration.ZERO;

  @Test
  void countsRequestsByServiceAndByOperation() {
    StatisticsRows rows = Reference.of(Spans.EPOCH, Traces.spansOfACallsBCallsC("one"));

    Figures one = requests(36);
    assertThat(rows.rows())
        .containsEntry(RowKey.requests("service-b", null, FIRST_WINDOW), one)
        .containsEntry(RowKey.requests("service-b", "service-b-operation", FIRST_WINDOW), one)
        .hasSize(3 + 3 + 2);
  }

  @Test
  void aCallHasTheCalleesTimeAndTheGapBetween() {
    StatisticsRows rows = Reference.of(Spans.EPOCH, Traces.spansOfACallsBCallsC("one"));

    assertThat(rows.rows().get(RowKey.edge("service-a", "service-b", FIRST_WINDOW)))
        .isEqualTo(new Figures(new Counts(1, 0, 0), times(40), times(36), times(4)));
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
                new Figures(new Counts(1, 1, 1), times(3), null, null)));
  }

  @Test
  void aMessageIsACallToItsDestinationAndOneToWhoTookIt() {
    var sent =
        Spans.of("service-a", SpanKind.PRODUCER)
            .withId("sent")
            .with("messaging.destination.name", "orders")
            .took(Spans.ms(10));
    var taken =
        Spans.of("service-c", SpanKind.CONSUMER)
            .withId("taken")
            .under("sent")
            .startingAfter(Spans.ms(8))
            .took(Spans.ms(5));

    StatisticsRows rows = Reference.of(Spans.EPOCH, List.of(sent.span(), taken.span()));

    assertThat(rows.rows())
        .containsEntry(
            RowKey.edge("service-a", "kafka:orders", FIRST_WINDOW),
            new Figures(new Counts(1, 0, 0), times(10), null, null))
        .containsEntry(
            RowKey.edge("service-a", "service-c", FIRST_WINDOW),
            new Figures(new Counts(1, 0, 0), null, times(5), times(-2)));
  }

  @Test
  void quantilesAreOfTheNearestRank() {
    assertThat(Reference.latencies(List.of())).isNull();
    assertThat(Reference.latencies(LongStream.rangeClosed(1, 100).boxed().toList()))
        .isEqualTo(new Latencies(100, 50e-6, 95e-6, 1e-6, 100e-6, 5050e-6, true));
    assertThat(Reference.latencies(List.of(4_000_000L, -1_000_000L, 3_000_000L, 2_000_000L)))
        .isEqualTo(new Latencies(4, 2, 4, -1, 4, 8, true));
  }

  private static Figures requests(double millis) {
    return Figures.ofRequests(1, 0, times(millis));
  }

  private static Latencies times(double millis) {
    return new Latencies(1, millis, millis, millis, millis, millis, true);
  }
}
