package io.spanline.harness.traffic;

import io.spanline.model.Span;
import io.spanline.topic.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes a record a span to {@code otlp_spans}, as the Collector keys them. */
public final class KafkaSink implements SpanSink {
  private final Producer<String, byte[]> producer;
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicReference<Exception> refused = new AtomicReference<>();

  public KafkaSink(String bootstrap) {
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ProducerConfig.ACKS_CONFIG,
                "all",
                // A broker that is killed must be found again soon after it is back.
                ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                "500"),
            Topics.OTLP_SPANS.key().serializer(),
            Topics.OTLP_SPANS.value().serializer());
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of either end
  public void send(Span span) {
    producer.send(
        new ProducerRecord<>(
            Topics.OTLP_SPANS.name(), span.traceId().hex(), span.fragment().toByteArray()),
        (metadata, e) -> {
          if (e == null) {
            acknowledged.incrementAndGet();
          } else {
            refused.compareAndSet(null, e);
          }
        });
  }

  @Override
  public void flush() {
    producer.flush();
    Exception problem = refused.get();
    if (problem != null) {
      throw new IllegalStateException("the broker refused a span", problem);
    }
  }

  @Override
  public Span unchanged(Span span) {
    return span;
  }

  @Override
  public long acknowledged() {
    return acknowledged.get();
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }
}
