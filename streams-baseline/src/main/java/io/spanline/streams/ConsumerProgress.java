package io.spanline.streams;

import io.spanline.streams.assembly.InputLog;
import io.spanline.streams.assembly.InputProgress;
import java.time.InstantSource;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * Progress by the consumers that read the input. Kafka Streams takes its consumers from here, so
 * that each stream thread's own consumer can be asked for its lag, by that thread alone.
 */
record ConsumerProgress(InstantSource wallClock, InputLog log)
    implements KafkaClientSupplier, InputProgress {
  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    return new InputConsumer(config);
  }

  @Override
  public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @Override
  public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Override
  public Admin getAdmin(Map<String, Object> config) {
    return Admin.create(config);
  }

  @Override
  public boolean caughtUp(TopicPartition partition) {
    InputConsumer consumer = InputConsumer.ofThisThread();
    return consumer != null && consumer.hasReadAll(partition, nanoTime());
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public long nowMillis() {
    return wallClock.millis();
  }
}
