package io.spanline.capture.surroundings;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.MetricsData;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.spanline.model.Name;
import io.spanline.model.Span;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads processor time and heap out of OTLP metrics, as the Java agent names them: {@code
 * jvm.cpu.time} and {@code jvm.memory.used} of type heap. Source: OpenTelemetry's conventions for
 * JVM metrics.
 */
final class AgentMetrics {
  private AgentMetrics() {}

  /**
   * One number that a service's process measured of itself.
   *
   * @param process tells processes of a service apart: its instance's id, and when it began
   *     counting
   * @param started when the counter was 0
   * @param cumulative whether it counts from its start, else from the point before
   */
  record Point(
      String service,
      String process,
      Kind kind,
      Instant started,
      Instant at,
      double value,
      boolean cumulative) {

    /** The quantity that was measured. */
    enum Kind {
      /** Seconds of processor time. */
      CPU,
      /** Bytes of one pool of the heap. */
      HEAP
    }
  }

  /** The process that a record comes from. */
  private record Source(String service, String instance) {}

  /**
   * Hands over the points of a record.
   *
   * @throws InvalidProtocolBufferException if it is no protobuf of OTLP
   */
  static void read(byte[] record, Consumer<Point> points) throws InvalidProtocolBufferException {
    for (ResourceMetrics metrics : MetricsData.parseFrom(record).getResourceMetricsList()) {
      List<KeyValue> resource = metrics.getResource().getAttributesList();
      Source source =
          new Source(Span.service(metrics.getResource()), text(resource, "service.instance.id"));
      for (ScopeMetrics scope : metrics.getScopeMetricsList()) {
        for (Metric metric : scope.getMetricsList()) {
          read(source, metric, points);
        }
      }
    }
  }

  private static void read(Source source, Metric metric, Consumer<Point> points) {
    Point.Kind kind =
        switch (metric.getName()) {
          case "jvm.cpu.time" -> Point.Kind.CPU;
          case "jvm.memory.used" -> Point.Kind.HEAP;
          default -> null;
        };
    if (kind == null || source.service().equals(Span.UNKNOWN_SERVICE)) {
      return;
    }
    Sum sum = metric.getSum();
    boolean cumulative =
        sum.getAggregationTemporality() != AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA;
    for (NumberDataPoint point : sum.getDataPointsList()) {
      if (kind == Point.Kind.CPU || isHeap(point)) {
        Instant started = Span.instant(point.getStartTimeUnixNano());
        // A delta's start is the point before, and tells no process from another.
        String process = cumulative ? source.instance() + "@" + started : source.instance();
        points.accept(
            new Point(
                source.service(),
                process,
                kind,
                started,
                Span.instant(point.getTimeUnixNano()),
                point.hasAsInt() ? point.getAsInt() : point.getAsDouble(),
                cumulative));
      }
    }
  }

  private static boolean isHeap(NumberDataPoint point) {
    return text(point.getAttributesList(), "jvm.memory.type").equals("heap");
  }

  private static String text(List<KeyValue> attributes, String key) {
    for (KeyValue attribute : attributes) {
      if (attribute.getKey().equals(key)) {
        String text = attribute.getValue().getStringValue();
        return Name.bounded(text);
      }
    }
    return "";
  }
}
