package io.spanline.endtoend;

import io.spanline.model.Span;
import io.spanline.model.Spans;
import io.spanline.model.Traces;
import io.spanline.topic.Topic;
import io.spanline.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Sends traces from service-a through b to c to {@code otlp_spans}, a record a span: shuffled
 * within the trace, some spans twice. Keeps the list of what it sent.
 */
final class SpanGenerator implements AutoCloseable {
  private static final int DUPLICATED_EVERY = 25;

  private final Random random;
  private final Producer<String, byte[]> producer;
  private final AtomicReference<Exception> refused = new AtomicReference<>();
  private final List<Span> sent = new ArrayList<>();
  private int traces;
  private int duplicates;

  SpanGenerator(String bootstrap, long seed) {
    this.random = new Random(seed);
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ProducerConfig.ACKS_CONFIG,
                "all"),
            Topics.OTLP_SPANS.key().serializer(),
            Topics.OTLP_SPANS.value().serializer());
  }

  /** Sends so many traces at once; returns when the broker has all of them. */
  void send(int count) {
    for (int n = 0; n < count; n++) {
      sendOne("generated-" + traces);
      traces++;
    }
    producer.flush();
    Exception problem = refused.get();
    if (problem != null) {
      throw new IllegalStateException("the broker refused a span", problem);
    }
  }

  /** Sends a value that is not OTLP. */
  void sendGarbage(String key, byte[] value) {
    sendGarbage(Topics.OTLP_SPANS, key, value);
  }

  void sendGarbage(Topic<String, ?> topic, String key, byte[] value) {
    producer.send(new ProducerRecord<>(topic.name(), key, value));
    producer.flush();
  }

  /** Sends spans again that were sent before. */
  void resend(List<Span> spans) {
    spans.forEach(this::produce);
    producer.flush();
    duplicates += spans.size();
  }

  /** Every span sent, once. */
  List<Span> sent() {
    return List.copyOf(sent);
  }

  /** How many were sent a second time. */
  int duplicates() {
    return duplicates;
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }

  private void sendOne(String name) {
    long shift = Duration.between(Spans.EPOCH, Instant.now()).toNanos();
    List<Span> spans = new ArrayList<>();
    Traces.spansOfACallsBCallsC(name).forEach(span -> spans.add(shifted(span, shift)));
    sent.addAll(spans);
    if (traces % DUPLICATED_EVERY == 0) {
      spans.add(spans.get(random.nextInt(spans.size())));
      duplicates++;
    }
    Collections.shuffle(spans, random);
    spans.forEach(this::produce);
  }

  private void produce(Span span) {
    producer.send(
        new ProducerRecord<>(
            Topics.OTLP_SPANS.name(), span.traceId().hex(), span.fragment().toByteArray()),
        (metadata, e) -> {
          if (e != null) {
            refused.compareAndSet(null, e);
          }
        });
  }

  private Span shifted(Span span, long nanos) {
    return new Span(
        span.origin(),
        span.scope(),
        span.otlp().toBuilder()
            .setStartTimeUnixNano(span.startNanos() + nanos)
            .setEndTimeUnixNano(span.endNanos() + nanos + random.nextInt(5_000_000))
            .build());
  }
}
