package io.spanline.streams;

import io.spanline.settings.Catalogue;
import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import io.spanline.streams.assembly.InputLog;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.processor.StateRestoreListener;

/**
 * The topic of the input, read again by a consumer of its own; progress is reported like that of a
 * store that is read back.
 */
record KafkaInputLog(Settings settings, StateRestoreListener progress) implements InputLog {
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final int FETCH_BYTES = 8 << 20;
  private static final int POLL_RECORDS = 10_000;

  @Override
  public boolean read(TopicPartition partition, long fromOffset, long toOffset, Reader reader) {
    try (Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            configuration(partition), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> only = List.of(partition);
      consumer.assign(only);
      long first = Objects.requireNonNull(consumer.beginningOffsets(only).get(partition));
      long end = Objects.requireNonNull(consumer.endOffsets(only).get(partition));
      if (end < toOffset) {
        // The topic was deleted and made again: its records are others.
        return false;
      }
      consumer.seek(partition, Math.max(first, fromOffset));
      progress.onRestoreStart(partition, partition.topic(), fromOffset, toOffset);
      while (consumer.position(partition) < toOffset) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(PATIENCE);
        for (ConsumerRecord<byte[], byte[]> record : records) {
          if (record.offset() < toOffset) {
            reader.take(record.offset(), record.timestamp(), record.value());
          }
        }
        progress.onBatchRestored(partition, partition.topic(), toOffset, records.count());
      }
      progress.onRestoreEnd(partition, partition.topic(), toOffset - fromOffset);
      return first <= fromOffset;
    }
  }

  private Map<String, Object> configuration(TopicPartition partition) {
    return Map.of(
        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
        settings.address(Port.KAFKA),
        ConsumerConfig.CLIENT_ID_CONFIG,
        "streams-baseline-%s-again-%d"
            .formatted(settings.value(Catalogue.INSTANCE), partition.partition()),
        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
        "read_committed",
        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
        "none",
        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
        false,
        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
        FETCH_BYTES,
        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
        POLL_RECORDS);
  }
}
