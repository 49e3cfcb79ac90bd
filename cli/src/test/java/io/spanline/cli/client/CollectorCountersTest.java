package io.spanline.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CollectorCountersTest {
  @Test
  void addsUpTheSeriesOfEachExporter() {
    CollectorCounters counters =
        CollectorCounters.parse(
            List.of(
                "# TYPE otelcol_exporter_sent_spans_total counter",
                "otelcol_receiver_accepted_spans_total{receiver=\"otlp\",transport=\"http\"} 1146",
                "otelcol_receiver_accepted_spans_total{receiver=\"otlp\",transport=\"grpc\"} 4",
                "otelcol_exporter_sent_spans_total{exporter=\"kafka\"} 1150",
                "otelcol_exporter_sent_spans_total{exporter=\"otlp_http/jaeger\"} 1.1e+03"));

    assertThat(counters).isEqualTo(new CollectorCounters(1150, 0, 1150, 1100, 0));
  }
}
