package io.spanline.bench.speed;

import io.spanline.bench.Quantiles;
import io.spanline.topic.CommittedReader;
import io.spanline.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads what is committed of one partition of {@code traces} while it is written, and measures from
 * the moment that the last span of a trace was sent until the trace was seen.
 */
final class DelayWatch implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(20);
  // Traces that are decoded, one of so many: a watch must not take the processors.
  private static final int LOOKED_AT = 8;

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final AtomicBoolean over = new AtomicBoolean();
  private final Thread thread = new Thread(this::watch, "delay-watch");
  private final LatestEnd end = new LatestEnd();
  private Histogram nanos = Quantiles.histogram();

  DelayWatch(String bootstrap) {
    consumer =
        new KafkaConsumer<>(
            CommittedReader.configuration(bootstrap),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    TopicPartition first = new TopicPartition(Topics.TRACES.name(), 0);
    consumer.assign(List.of(first));
    consumer.seekToEnd(List.of(first));
    consumer.position(first);
    thread.start();
  }

  /** The delays since the last call, or since the beginning. */
  synchronized Quantiles take() {
    Quantiles taken = Quantiles.of(nanos);
    nanos = Quantiles.histogram();
    return taken;
  }

  private void watch() {
    long number = 0;
    while (!over.get()) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        number++;
        if (number % LOOKED_AT == 0) {
          see(record.value());
        }
      }
    }
  }

  private synchronized void see(byte[] trace) {
    long now = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    nanos.recordValue(Math.max(0, now - end.of(trace)));
  }

  @Override
  public void close() {
    over.set(true);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    consumer.close();
  }
}
