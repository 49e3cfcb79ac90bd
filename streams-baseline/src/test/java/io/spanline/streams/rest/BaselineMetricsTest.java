package io.spanline.streams.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Tags;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BaselineMetricsTest {
  private final FixedSources sources = FixedSources.ofTwoServices();
  private final BaselineMetrics metrics =
      new BaselineMetrics(sources, sources, () -> FixedSources.NOW);

  @AfterEach
  void close() {
    metrics.close();
  }

  @Test
  void showsTheLedgerOfThePartitionsThatThisInstanceReads() {
    assertThat(metrics.scrape().lines())
        .contains(
            "spanline_records_consumed_total{partition=\"0\"} 11.0",
            "spanline_records_decoded_total{partition=\"0\"} 10.0",
            "spanline_records_dead_total{partition=\"0\"} 1.0",
            "spanline_records_unkeyed_total{partition=\"0\"} 4.0",
            "spanline_spans_repaired_total{partition=\"0\"} 5.0",
            "spanline_spans_received_total{partition=\"0\"} 20.0",
            "spanline_spans_emitted_total{partition=\"0\"} 13.0",
            "spanline_spans_duplicate_total{partition=\"0\"} 2.0",
            "spanline_spans_truncated_total{partition=\"0\"} 1.0",
            "spanline_spans_rejected_total{partition=\"0\"} 1.0",
            "spanline_spans_open{partition=\"0\"} 3.0",
            "spanline_clock_lag_seconds{partition=\"0\"} 5.0",
            "# TYPE spanline_spans_received_total counter",
            "# TYPE spanline_spans_open gauge")
        .noneMatch(line -> line.contains("partition=\"1\""));
  }

  @Test
  void showsWhatTheTasksHoldAndHaveDone() {
    assertThat(metrics.scrape().lines())
        .contains(
            "spanline_traces_open{partition=\"0\"} 1.0",
            "spanline_open_bytes{partition=\"0\"} 2048.0",
            "spanline_traces_remembered{partition=\"0\"} 1.0",
            "spanline_traces_emitted_total{partition=\"0\"} 5.0",
            "spanline_traces_revised_total{partition=\"0\"} 1.0",
            "spanline_traces_evicted_total{partition=\"0\"} 0.0",
            "spanline_traces_forgotten_total{partition=\"0\"} 0.0");
  }

  @Test
  void storesOfEveryKindAreInOneMetric() {
    metrics.bind(
        registry -> {
          registry.gauge("kafka.stream.state.size", Tags.of("in.memory.state.id", "one"), 1);
          registry.gauge("kafka.stream.state.size", Tags.of("rocksdb.state.id", "two"), 2);
        });

    assertThat(metrics.scrape().lines())
        .contains(
            "kafka_stream_state_size{state_id=\"one\"} 1.0",
            "kafka_stream_state_size{state_id=\"two\"} 2.0");
  }

  @Test
  void metersComeAndGoWithTheirPartition() {
    assertThat(metrics.scrape()).contains("spanline_spans_open{partition=\"0\"}");

    sources.stops(0).runs(3);

    assertThat(metrics.scrape())
        .contains("spanline_spans_open{partition=\"3\"} 3.0")
        .doesNotContain("spanline_spans_open{partition=\"0\"}", "NaN\nspanline");
  }

  @Test
  void hasTheJvmsAlsoWhileTheTablesCannotBeRead() {
    sources.notAnswering();

    assertThat(metrics.scrape())
        .contains(
            "jvm_memory_used_bytes{",
            "jvm_gc_pause_seconds_count{gc=",
            "process_uptime_seconds",
            "jvm_threads_live_threads")
        .doesNotContain("spanline_spans");
  }
}
