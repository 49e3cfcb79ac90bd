package io.spanline.topic;

import io.spanline.model.Trace;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Writes what streams-baseline would, record by record; with transactions or without. */
public final class TopicWriter implements AutoCloseable {
  private final KafkaProducer<String, byte[]> producer;

  private TopicWriter(Map<String, Object> properties) {
    this.producer =
        new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
  }

  public static TopicWriter to(String address) {
    return new TopicWriter(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, address));
  }

  public static TopicWriter transactional(String address, String id) {
    Map<String, Object> properties = new HashMap<>();
    properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, address);
    properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, id);
    TopicWriter writer = new TopicWriter(properties);
    writer.producer.initTransactions();
    return writer;
  }

  public KafkaProducer<String, byte[]> producer() {
    return producer;
  }

  /** A trace whose last span arrived at a time. */
  public void trace(Trace trace, Instant arrived) {
    value(trace.traceId().hex(), TraceJson.write(trace), arrived);
  }

  /** Any value on {@code traces}. */
  public void value(@Nullable String key, byte @Nullable [] value, Instant arrived) {
    send(Topics.TRACES.name(), null, key, value, arrived);
  }

  /** A record of spans as the Collector writes it, or anything else there. */
  public void input(@Nullable String key, byte[] value) {
    send(Topics.OTLP_SPANS.name(), null, key, value, Instant.now());
  }

  /** A span that arrived: bytes that only count as a record of the partition. */
  public void span(int partition, Instant arrived) {
    send(Topics.OTLP_SPANS.name(), partition, "key", new byte[] {1}, arrived);
  }

  public void ledger(int partition, long open, Instant watermark) {
    ledger(partition, open, watermark, null);
  }

  /** A row of the ledger whose oldest open span came at a time. */
  public void ledger(int partition, long open, Instant watermark, @Nullable Instant held) {
    Ledger row =
        new Ledger(
            partition,
            new Ledger.Records(1, 1, 0),
            new Ledger.Spans(1, 1 - open, 0, 0, 0, 0, open),
            0,
            0,
            watermark,
            held,
            held == null ? 0 : 1);
    send(Topics.LEDGER.name(), null, String.valueOf(partition), Json.write(row), Instant.now());
  }

  private void send(
      String topic,
      @Nullable Integer partition,
      @Nullable String key,
      byte @Nullable [] value,
      Instant time) {
    producer.send(new ProducerRecord<>(topic, partition, time.toEpochMilli(), key, value));
    producer.flush();
  }

  /** Assembly has looked at everything up to a time, in every partition. */
  public void pass(Instant watermark) {
    for (int partition = 0; partition < Topics.OTLP_SPANS.partitions(); partition++) {
      span(partition, watermark);
      ledger(partition, 0, watermark);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
