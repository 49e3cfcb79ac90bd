package io.spanline.capture.kafka;

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
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
            fetched,
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            address,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            // An offset that is gone is an error to tell, not a place to jump from.
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "none",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            false,
            ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
            500),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  /** At once: there is no group to leave and nothing to commit. */
  static void close(KafkaConsumer<?, ?> consumer) {
    consumer.close(CloseOptions.timeout(Duration.ZERO));
  }
}
