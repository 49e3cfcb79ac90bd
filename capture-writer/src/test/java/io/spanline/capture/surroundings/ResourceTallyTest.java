package io.spanline.capture.surroundings;

import static io.spanline.model.Spans.attribute;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.MetricsData;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.resource.v1.Resource;
import io.spanline.captures.manifest.ResourceUse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ResourceTallyTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final ResourceTally tally = new ResourceTally();

  @Test
  void takesProcessorTimeBetweenTheFirstAndTheLastSample() {
    cpu("p", -100, 10, 30.0);
    cpu("p", -100, 0, 25.5);
    cpu("p", -100, 5, 27.0);
    cpu("p", -100, 5, 27.0);

    ResourceUse use = tally.use("");

    assertThat(use.samples()).isEqualTo(3);
    assertThat(use.cpuSeconds()).isEqualByComparingTo("4.5");
    assertThat(use.cpuCores()).isEqualByComparingTo("0.45");
    assertThat(use.reason()).isEqualTo("no sample of the heap");
  }

  @Test
  void addsAProcessThatBeganLaterAsAWhole() {
    cpu("p", -100, 0, 25.0);
    cpu("p", -100, 5, 26.0);
    cpu("q", 6, 10, 2.0);
    cpu("q", 6, 15, 3.0);

    assertThat(tally.use("").cpuSeconds()).isEqualByComparingTo("4");
  }

  @Test
  void addsWhatProcessesTookSideBySide() {
    cpu("p", -100, 0, 1.0);
    cpu("p", -100, 10, 2.0);
    cpu("q", -50, 1, 5.0);
    cpu("q", -50, 9, 7.0);
    heap("p", 0, 100);
    heap("p", 0, 11);
    heap("q", 1, 1000);

    ResourceUse use = tally.use("");

    assertThat(use.cpuSeconds()).isEqualByComparingTo("3");
    assertThat(use.heapMaxBytes()).isEqualTo(1111);
    assertThat(use.heapMeanBytes()).isEqualTo((111 + 1111) / 2);
    assertThat(use.reason()).isNull();
  }

  @Test
  void aProcessThatWentSilentHoldsNoHeap() {
    heap("p", 0, 100);
    heap("q", 30, 50);

    assertThat(tally.use("").heapMaxBytes()).isEqualTo(100);
  }

  @Test
  void saysWhyAFigureIsMissing() {
    assertThat(tally.use("no sample").reason()).isEqualTo("no sample");

    cpu("p", -100, 0, 25.0);

    ResourceUse use = tally.use("no sample");
    assertThat(use.samples()).isEqualTo(1);
    assertThat(use.cpuSeconds()).isNull();
    assertThat(use.reason()).isEqualTo("CPU time needs two samples");
  }

  @Test
  void readsWhatTheAgentCallsThem() throws InvalidProtocolBufferException {
    MetricsData data =
        MetricsData.newBuilder()
            .addResourceMetrics(
                ResourceMetrics.newBuilder()
                    .setResource(
                        Resource.newBuilder().addAttributes(attribute("service.name", "a")))
                    .addScopeMetrics(
                        ScopeMetrics.newBuilder()
                            .addMetrics(metric("jvm.cpu.time", 7, "none"))
                            .addMetrics(metric("jvm.memory.used", 8, "heap"))
                            .addMetrics(metric("jvm.memory.used", 9, "non_heap"))
                            .addMetrics(metric("jvm.thread.count", 10, "none"))))
            .build();
    List<AgentMetrics.Point> points = new ArrayList<>();

    AgentMetrics.read(data.toByteArray(), points::add);

    assertThat(points).extracting(AgentMetrics.Point::service).containsOnly("a");
    assertThat(points).extracting(AgentMetrics.Point::value).containsExactly(7.0, 8.0);
    assertThat(points).extracting(AgentMetrics.Point::at).containsOnly(START.plusSeconds(5));
    assertThat(points).extracting(AgentMetrics.Point::started).containsOnly(START);
  }

  private void cpu(String process, long started, long second, double value) {
    tally.add(point(process, AgentMetrics.Point.Kind.CPU, started, second, value));
  }

  private void heap(String process, long second, double bytes) {
    tally.add(point(process, AgentMetrics.Point.Kind.HEAP, -100, second, bytes));
  }

  private static AgentMetrics.Point point(
      String process, AgentMetrics.Point.Kind kind, long started, long second, double value) {
    return new AgentMetrics.Point(
        "a", process, kind, START.plusSeconds(started), START.plusSeconds(second), value, true);
  }

  private static Metric metric(String name, long value, String type) {
    return Metric.newBuilder()
        .setName(name)
        .setSum(
            Sum.newBuilder()
                .setAggregationTemporality(
                    AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE)
                .addDataPoints(
                    NumberDataPoint.newBuilder()
                        .setStartTimeUnixNano(nanos(START))
                        .setTimeUnixNano(nanos(START.plusSeconds(5)))
                        .setAsInt(value)
                        .addAttributes(attribute("jvm.memory.type", type))))
        .build();
  }

  private static long nanos(Instant time) {
    return time.getEpochSecond() * 1_000_000_000L + time.getNano();
  }
}
