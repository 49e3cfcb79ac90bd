package io.spanline.clients;

import io.spanline.topic.CommittedReader;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Consumers of committed records of every partition, no group, no offsets kept. */
final class CommittedRecords {
  private CommittedRecords() {}

  /** A consumer without partitions. */
  static Consumer<String, byte[]> consumer(String bootstrap) {
    return new KafkaConsumer<>(
        CommittedReader.configuration(bootstrap),
        new StringDeserializer(),
        new ByteArrayDeserializer());
  }

  /** A consumer with every partition of the topic; the caller seeks. */
  static Consumer<String, byte[]> of(String bootstrap, String topic) {
    Map<String, Object> configuration = CommittedReader.configuration(bootstrap);
    // A tail that falls behind the topic's retention goes on with what is there.
    configuration.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    Consumer<String, byte[]> consumer =
        new KafkaConsumer<>(configuration, new StringDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    return consumer;
  }

  static ClientException silent(String bootstrap, KafkaException e) {
    return ClientException.silent(
        "Kafka does not answer at %s (%s)".formatted(bootstrap, e.getClass().getSimpleName()));
  }
}
