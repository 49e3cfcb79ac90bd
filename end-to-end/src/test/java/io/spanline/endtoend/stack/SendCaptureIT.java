package io.spanline.endtoend.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.spanline.clients.CaptureSender;
import io.spanline.clients.Jaeger;
import io.spanline.endtoend.RealStack;
import io.spanline.model.Span;
import io.spanline.model.SpanId;
import io.spanline.model.SpanKind;
import io.spanline.model.Trace;
import io.spanline.settings.Port;
import io.spanline.topic.TraceJson;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * That any OTLP tool can read a capture: each line, posted unchanged to a real Collector's
 * OTLP/HTTP receiver, is in Jaeger span for span. The capture is the sample that the project ships.
 */
@Tag("stack")
class SendCaptureIT {
  private static final Path SAMPLE =
      RealStack.root().resolve("data/sample/captures/capture_001.json");

  @Test
  void everyLineShowsInJaegerSpanForSpan() throws Exception {
    List<String> lines = Files.readAllLines(SAMPLE);
    DemoStack stack = DemoStack.get();
    CaptureSender sender =
        new CaptureSender(URI.create(stack.url(Port.OTLP_HTTP)), Duration.ofSeconds(10));

    for (String line : lines) {
      sender.send(line.getBytes(StandardCharsets.UTF_8));
    }

    Jaeger jaeger = new Jaeger(stack.address(Port.JAEGER));
    for (String line : lines) {
      Trace trace = TraceJson.read(line.getBytes(StandardCharsets.UTF_8));
      await()
          .pollInterval(Duration.ofMillis(50))
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> assertThat(jaeger.spans(trace.traceId())).isEqualTo(expected(trace)));
    }
    assertThat(lines).hasSizeGreaterThanOrEqualTo(300);
  }

  /** What Jaeger is to show of a line, derived from its spans alone. */
  private static SortedMap<String, Jaeger.ShownSpan> expected(Trace trace) {
    SortedMap<String, Jaeger.ShownSpan> spans = new TreeMap<>();
    for (Span span : trace.spans()) {
      SpanId parent = span.parentId();
      SortedMap<String, String> tags = new TreeMap<>();
      span.otlp()
          .getAttributesList()
          .forEach(attribute -> tags.put(attribute.getKey(), text(attribute.getValue())));
      if (!span.otlp().getTraceState().isEmpty()) {
        tags.put("w3c.tracestate", span.otlp().getTraceState());
      }
      if (!span.scope().getScope().getName().isEmpty()) {
        tags.put("otel.scope.name", span.scope().getScope().getName());
      }
      if (!span.scope().getScope().getVersion().isEmpty()) {
        tags.put("otel.scope.version", span.scope().getScope().getVersion());
      }
      String kind = kind(span.kind());
      if (!kind.isEmpty()) {
        tags.put("span.kind", kind);
      }
      if (span.isError()) {
        tags.put("error", "true");
        tags.put("otel.status_code", "ERROR");
      }
      spans.put(
          span.spanId().hex(),
          new Jaeger.ShownSpan(
              span.service(),
              span.operation(),
              parent == null ? "" : parent.hex(),
              kind,
              span.startNanos() / 1000,
              span.durationNanos() / 1000,
              span.isError(),
              tags));
    }
    return spans;
  }

  /** As Jaeger prints a value: a list as JSON. */
  private static String text(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case INT_VALUE -> Long.toString(value.getIntValue());
      case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
      case ARRAY_VALUE ->
          value.getArrayValue().getValuesList().stream()
              .map(one -> '"' + text(one) + '"')
              .collect(Collectors.joining(",", "[", "]"));
      default -> throw new IllegalArgumentException("the sample has no " + value.getValueCase());
    };
  }

  private static String kind(SpanKind kind) {
    return kind == SpanKind.UNSPECIFIED ? "" : kind.name().toLowerCase(Locale.ROOT);
  }
}
