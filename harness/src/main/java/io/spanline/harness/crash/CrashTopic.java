package io.spanline.harness.crash;

import io.spanline.harness.traffic.RecordSender;
import io.spanline.harness.traffic.SpanBuilder;
import io.spanline.model.Outcome;
import io.spanline.model.Span;
import io.spanline.model.Trace;
import io.spanline.topic.Json;
import io.spanline.topic.Ledger;
import io.spanline.topic.Topics;
import io.spanline.topic.TraceJson;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Traces of a minute that has passed, and the ledger that says so. */
public final class CrashTopic {
  private static final Duration RANGE = Duration.ofSeconds(60);

  private final Instant from =
      Instant.now().truncatedTo(ChronoUnit.MILLIS).minus(RANGE.multipliedBy(2));

  /** Writes n traces of one span each. */
  public static CrashTopic write(String kafka, int traces) {
    CrashTopic topic = new CrashTopic();
    try (RecordSender sender =
        new RecordSender(kafka, Map.of(ProducerConfig.LINGER_MS_CONFIG, 5))) {
      for (int i = 0; i < traces; i++) {
        Trace trace = topic.trace(i, traces);
        topic.send(sender, Topics.TRACES.name(), trace.traceId().hex(), TraceJson.write(trace));
      }
      for (int partition = 0; partition < Topics.OTLP_SPANS.partitions(); partition++) {
        byte[] row = Json.write(topic.passed(partition));
        topic.send(sender, Topics.LEDGER.name(), String.valueOf(partition), row);
      }
      sender.flush();
    }
    return topic;
  }

  /** The body of a request for all of them. */
  public String request() {
    return """
    {"from":"%s","to":"%s","replace":true}"""
        .formatted(from, from.plus(RANGE));
  }

  private Trace trace(int number, int of) {
    Instant start = from.plus(RANGE.multipliedBy(number).dividedBy(of));
    Span span =
        SpanBuilder.entry("service-a")
            .inTrace("crash-" + number)
            .with("http.request.method", "GET")
            .with("url.path", "/orders/" + number + "/" + "x".repeat(200))
            .from(start, Duration.ofMillis(10 + number % 50))
            .span();
    return new Trace(span.traceId(), 1, Outcome.COMPLETE, List.of(span));
  }

  private Ledger passed(int partition) {
    return new Ledger(
        partition,
        new Ledger.Records(1, 1, 0),
        new Ledger.Spans(1, 1, 0, 0, 0, 0, 0),
        0,
        0,
        from.plus(RANGE.multipliedBy(60)),
        null,
        0);
  }

  private void send(RecordSender sender, String topic, String key, byte[] value) {
    sender.send(new ProducerRecord<>(topic, null, from.plus(RANGE).toEpochMilli(), key, value));
  }
}
