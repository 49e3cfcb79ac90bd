package io.spanline.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CollectorCountersTest {
  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

  @Test
  void addsUpTheSeriesOfEachExporter() {
    CollectorCounters counters =
        CollectorCounters.parse(
            List.of(
                "# TYPE otelcol_exporter_sent_spans_total counter",
                "otelcol_receiver_accepted_spans_total{receiver=\"otlp\",transport=\"http\"} 1146",
                "otelcol_receiver_accepted_spans_total{receiver=\"otlp\",transport=\"grpc\"} 4",
                "otelcol_exporter_sent_spans_total{exporter=\"kafka\"} 1150",
                "otelcol_exporter_sent_spans_total{exporter=\"otlp_http/jaeger\"} 1.1e+03",
                "otelcol_process_uptime 90.5"),
            NOW);

    assertThat(counters)
        .isEqualTo(
            new CollectorCounters(
                1150, 0, 1150, 1100, 0, Instant.parse("2026-11-28T11:58:29.500Z")));
  }

  @Test
  void aPageThatNamesNoUptimeIsNotTakenForOneOfANewProcess() {
    assertThat(CollectorCounters.parse(List.of(), NOW).startedAt()).isEqualTo(Instant.EPOCH);
  }
}
