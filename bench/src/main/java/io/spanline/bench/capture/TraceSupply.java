package io.spanline.bench.capture;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.spanline.harness.traffic.TracePlan;
import io.spanline.model.Span;
import io.spanline.model.SpanKind;
import io.spanline.model.Trace;
import io.spanline.model.TraceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The traces of a plan with the attributes that an instrumented service has once the Collector has
 * passed them on, in the order of their starts, chapter by chapter.
 */
final class TraceSupply {
  private final TracePlan plan;
  private int chapter;

  TraceSupply(long seed, int tracesPerChapter, Instant base) {
    this.plan = TracePlan.from(seed, tracesPerChapter, base);
  }

  /** The traces of the next ten seconds. */
  List<Trace> next() {
    Map<TraceId, List<Span>> byTrace = new LinkedHashMap<>();
    for (Span span : plan.chapter(chapter++).spans()) {
      byTrace.computeIfAbsent(span.traceId(), id -> new ArrayList<>()).add(dressed(span));
    }
    List<Trace> traces = new ArrayList<>(byTrace.size());
    byTrace.forEach((id, spans) -> traces.add(new Trace(id, 1, Trace.judge(spans), spans)));
    return traces;
  }

  /** When the next traces begin. */
  Instant reached() {
    return plan.base().plus(TracePlan.CHAPTER.multipliedBy(chapter));
  }

  private static Span dressed(Span span) {
    var origin = span.origin().toBuilder();
    origin
        .getResourceBuilder()
        .addAttributes(text("service.version", "1.4.2"))
        .addAttributes(text("service.instance.id", "3f1c6f0e-2f57-4c0e-9c39-5b1f5a3c7d10"))
        .addAttributes(text("deployment.environment.name", "bench"))
        .addAttributes(text("telemetry.sdk.language", "java"))
        .addAttributes(text("telemetry.sdk.name", "opentelemetry"))
        .addAttributes(text("telemetry.sdk.version", "1.64.0"))
        .addAttributes(text("telemetry.distro.name", "opentelemetry-java-instrumentation"))
        .addAttributes(number("process.pid", 4711))
        .addAttributes(text("os.type", "linux"));
    origin.setSchemaUrl("https://opentelemetry.io/schemas/1.37.0");
    var scope = span.scope().toBuilder();
    scope.getScopeBuilder().setName("io.opentelemetry.http").setVersion("2.33.1-alpha");
    return new Span(origin.build(), scope.build(), dressed(span.otlp(), span.kind()));
  }

  private static io.opentelemetry.proto.trace.v1.Span dressed(
      io.opentelemetry.proto.trace.v1.Span otlp, SpanKind kind) {
    var span = otlp.toBuilder();
    span.addAttributes(text("http.request.method", "GET"))
        .addAttributes(number("http.response.status_code", 200))
        .addAttributes(text("network.protocol.version", "1.1"))
        .addAttributes(text("server.address", "127.0.0.1"))
        .addAttributes(number("server.port", 18081));
    if (kind.isEntry()) {
      span.addAttributes(text("http.route", "/orders/{id}"))
          .addAttributes(text("url.path", "/orders/" + (span.getStartTimeUnixNano() % 1000)))
          .addAttributes(text("url.scheme", "http"));
    } else {
      span.addAttributes(text("url.template", "/stock/{id}"));
    }
    return span.build();
  }

  private static KeyValue text(String key, String value) {
    return attribute(key, AnyValue.newBuilder().setStringValue(value));
  }

  private static KeyValue number(String key, long value) {
    return attribute(key, AnyValue.newBuilder().setIntValue(value));
  }

  private static KeyValue attribute(String key, AnyValue.Builder value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }
}
