package io.spanline.harness.traffic;

import io.spanline.model.Span;
import io.spanline.topic.Topics;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes a record a span to {@code otlp_spans}, as the Collector keys them. */
public final class KafkaSink implements SpanSink {
  private final RecordSender sender;

  public KafkaSink(String bootstrap) {
    this.sender =
        new RecordSender(
            bootstrap,
            Map.of(
                ProducerConfig.ACKS_CONFIG,
                "all",
                // A broker that is killed must be found again soon after it is back.
                ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                "500"));
  }

  @Override
  public void send(Span span) {
    String key = span.traceId().hex();
    byte[] value = span.fragment().toByteArray();
    sender.send(new ProducerRecord<>(Topics.OTLP_SPANS.name(), key, value));
  }

  @Override
  public void flush() {
    sender.flush();
  }

  @Override
  public long acknowledged() {
    return sender.acknowledged();
  }

  @Override
  public void close() {
    sender.close();
  }
}
