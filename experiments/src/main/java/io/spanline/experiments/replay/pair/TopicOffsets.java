package io.spanline.experiments.replay.pair;

import io.spanline.clients.ClientException;
import io.spanline.topic.CommittedReader;
import io.spanline.topic.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Questions to a broker about the offsets of topics, each answered within 5 s. */
final class TopicOffsets implements AutoCloseable {
  private static final int LONGEST_ANSWER_MILLIS = 5_000;
  // A replay has 64 MB of heap, and a consumer by default up to 50 of records.
  private static final int MOST_FETCHED = 4 << 20;

  private final String kafka;
  private final Consumer<byte[], byte[]> consumer;

  TopicOffsets(String kafka) {
    this.kafka = kafka;
    // Written is more than committed: what a transaction holds counts, too.
    this.consumer = consumer(kafka, "read_uncommitted");
  }

  /** A consumer of committed records, for a {@link CommittedReader}. */
  static Consumer<byte[], byte[]> reader(String kafka) {
    return consumer(kafka, "read_committed");
  }

  private static Consumer<byte[], byte[]> consumer(String kafka, String isolation) {
    Map<String, Object> configuration = CommittedReader.configuration(kafka);
    configuration.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
    configuration.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, LONGEST_ANSWER_MILLIS);
    configuration.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, LONGEST_ANSWER_MILLIS);
    configuration.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, MOST_FETCHED);
    return new KafkaConsumer<>(
        configuration, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** A consumer at the beginning of all partitions of a topic. */
  Consumer<byte[], byte[]> readerOf(Topic<?, ?> topic) {
    return reader(beginnings(topic));
  }

  /** A consumer at the end of all partitions of a topic as it is now. */
  Consumer<byte[], byte[]> tailOf(Topic<?, ?> topic) {
    return reader(ends(topic));
  }

  private Consumer<byte[], byte[]> reader(Map<TopicPartition, Long> offsets) {
    Consumer<byte[], byte[]> reader = reader(kafka);
    reader.assign(offsets.keySet());
    offsets.forEach(reader::seek);
    return reader;
  }

  /** Every partition of a topic. */
  List<TopicPartition> partitions(Topic<?, ?> topic) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic.name()).stream()
            .map(each -> new TopicPartition(each.topic(), each.partition()))
            .toList();
    if (partitions.isEmpty()) {
      throw ClientException.unusable(
          "Kafka at %s has no topic %s; start the stack first".formatted(kafka, topic.name()));
    }
    return partitions;
  }

  Map<TopicPartition, Long> beginnings(Topic<?, ?> topic) {
    return consumer.beginningOffsets(partitions(topic));
  }

  /** The offsets after the last record. */
  Map<TopicPartition, Long> ends(Topic<?, ?> topic) {
    return consumer.endOffsets(partitions(topic));
  }

  static ClientException silent(String kafka, KafkaException e) {
    return ClientException.silent(
        "Kafka does not answer at %s (%s)".formatted(kafka, e.getClass().getSimpleName()));
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ZERO));
  }
}
