package io.spanline.capture.kafka;

import io.spanline.topic.CommittedReader;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Consumers without a group: they are told what to read, commit nothing and see no open work. */
final class Consumers {
  private Consumers() {}

  // Many may follow the topic at once, for long.
  private static final int LITTLE = 1 << 20;

  /** One that reads as fast as it can. */
  static KafkaConsumer<byte[], byte[]> committedOnly(String address) {
    return committedOnly(address, ConsumerConfig.DEFAULT_FETCH_MAX_BYTES);
  }

  /** One that holds little of what it has not handed over yet. */
  static KafkaConsumer<byte[], byte[]> small(String address) {
    return committedOnly(address, LITTLE);
  }

  private static KafkaConsumer<byte[], byte[]> committedOnly(String address, int fetched) {
    Map<String, Object> configuration = CommittedReader.configuration(address);
    configuration.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, fetched);
    configuration.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
    return new KafkaConsumer<>(
        configuration, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** At once: there is no group to leave and nothing to commit. */
  static void close(KafkaConsumer<?, ?> consumer) {
    consumer.close(CloseOptions.timeout(Duration.ZERO));
  }
}
