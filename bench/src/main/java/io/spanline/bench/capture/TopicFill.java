package io.spanline.bench.capture;

import static io.spanline.harness.traffic.SpanBuilder.attribute;

import io.opentelemetry.proto.common.v1.KeyValue;
import io.spanline.harness.traffic.RecordSender;
import io.spanline.harness.traffic.TracePlan;
import io.spanline.model.ParsedSpan;
import io.spanline.model.Span;
import io.spanline.model.Trace;
import io.spanline.model.TraceId;
import io.spanline.settings.Catalogue.Encoding;
import io.spanline.topic.Topics;
import io.spanline.topic.TraceSerde;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Writes traces to the topic {@code traces} as streams-baseline does, some in two revisions: those
 * of a plan, with the attributes that an instrumented service has once the Collector has passed
 * them on, in the order of their starts.
 */
final class TopicFill implements AutoCloseable {
  private static final int TRACES_PER_CHAPTER = 2_000;
  // One trace in this many has a late span.
  private static final int LATE_EVERY = 50;

  private static final List<KeyValue> OF_RESOURCE =
      List.of(
          attribute("service.version", "1.4.2"),
          attribute("service.instance.id", "3f1c6f0e-2f57-4c0e-9c39-5b1f5a3c7d10"),
          attribute("deployment.environment.name", "bench"),
          attribute("telemetry.sdk.language", "java"),
          attribute("telemetry.sdk.name", "opentelemetry"),
          attribute("telemetry.sdk.version", "1.64.0"),
          attribute("telemetry.distro.name", "opentelemetry-java-instrumentation"),
          attribute("process.pid", 4711),
          attribute("os.type", "linux"));
  private static final List<KeyValue> OF_SPAN =
      List.of(
          attribute("http.request.method", "GET"),
          attribute("http.response.status_code", 200),
          attribute("network.protocol.version", "1.1"),
          attribute("server.address", "127.0.0.1"),
          attribute("server.port", 18081));

  private final TraceSerde serde = new TraceSerde(Encoding.JSON);
  private final RecordSender sender;
  private long traces;
  private long records;
  private long bytes;

  TopicFill(String bootstrap) {
    this.sender =
        new RecordSender(
            bootstrap,
            Map.of(
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.LINGER_MS_CONFIG,
                "20",
                ProducerConfig.BATCH_SIZE_CONFIG,
                256 << 10,
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                Topics.MAX_TRACE_BYTES));
  }

  /**
   * What was written.
   *
   * @param from before the first trace's start
   * @param to after the last one's
   */
  record Filled(long traces, long records, Instant from, Instant to) {}

  /** Writes at least n bytes of values. */
  Filled fill(long least, LongConsumer progress) {
    // All of it lies in the past, as far back as a small topic needs.
    long back = least / (TRACES_PER_CHAPTER * 3_000L) + 12;
    Instant base = Instant.now().minus(TracePlan.CHAPTER.multipliedBy(back));
    TracePlan plan = TracePlan.from(1, TRACES_PER_CHAPTER, base);
    int chapters = 0;
    while (bytes < least) {
      send(plan.chapter(chapters++).spans());
      progress.accept(bytes);
    }
    sender.flush();
    Instant to = plan.base().plus(TracePlan.CHAPTER.multipliedBy(chapters));
    return new Filled(traces, records, plan.base(), to);
  }

  private void send(List<Span> spans) {
    Map<TraceId, List<Span>> byTrace = new LinkedHashMap<>();
    for (Span span : spans) {
      byTrace.computeIfAbsent(span.traceId(), id -> new ArrayList<>()).add(dressed(span));
    }
    byTrace.forEach(this::send);
  }

  private void send(TraceId id, List<Span> spans) {
    if (++traces % LATE_EVERY != 0 || spans.size() < 2) {
      write(new Trace(id, 1, Trace.judge(spans), spans));
      return;
    }
    List<Span> early = spans.subList(0, spans.size() - 1);
    write(new Trace(id, 1, Trace.judge(early), early));
    write(new Trace(id, 2, Trace.judge(spans), spans.subList(early.size(), spans.size())));
  }

  private void write(Trace trace) {
    Headers headers = new RecordHeaders();
    byte[] value = serde.write(trace, headers);
    records++;
    bytes += value.length;
    sender.send(
        new ProducerRecord<>(
            Topics.TRACES.name(), null, null, trace.traceId().hex(), value, headers));
  }

  private static Span dressed(Span span) {
    var origin = span.origin().toBuilder();
    origin.getResourceBuilder().addAllAttributes(OF_RESOURCE);
    origin.setSchemaUrl("https://opentelemetry.io/schemas/1.37.0");
    var scope = span.scope().toBuilder();
    scope.getScopeBuilder().setName("io.opentelemetry.http").setVersion("2.33.1-alpha");
    var otlp = span.otlp().toBuilder().addAllAttributes(OF_SPAN);
    if (span.kind().isEntry()) {
      String path = "/orders/" + (otlp.getStartTimeUnixNano() % 1000);
      otlp.addAttributes(attribute("http.route", "/orders/{id}"))
          .addAttributes(attribute("url.path", path))
          .addAttributes(attribute("url.scheme", "http"));
    } else {
      otlp.addAttributes(attribute("url.template", "/stock/{id}"));
    }
    return new ParsedSpan(origin.build(), scope.build(), otlp.build());
  }

  @Override
  public void close() {
    sender.close();
  }
}
