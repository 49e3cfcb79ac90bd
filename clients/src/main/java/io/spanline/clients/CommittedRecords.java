package io.spanline.clients;

import io.spanline.topic.CommittedReader;
import io.spanline.topic.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads committed records of every partition, with no group and no offsets kept. */
public final class CommittedRecords {
  private static final Duration POLL = Duration.ofMillis(200);

  private CommittedRecords() {}

  /** Where to start. */
  public enum Start {
    BEGINNING,
    END
  }

  /** Follows a topic: hands over each record until the reader wants no more. */
  public static void follow(
      String bootstrap,
      Topic<?, ?> topic,
      Start start,
      Predicate<ConsumerRecord<String, byte[]>> wantsMore) {
    try (Consumer<String, byte[]> consumer = of(bootstrap, topic.name())) {
      if (start == Start.BEGINNING) {
        consumer.seekToBeginning(consumer.assignment());
      } else {
        consumer.seekToEnd(consumer.assignment());
      }
      while (true) {
        for (ConsumerRecord<String, byte[]> next : consumer.poll(POLL)) {
          if (!wantsMore.test(next)) {
            return;
          }
        }
      }
    } catch (KafkaException e) {
      throw silent(bootstrap, e);
    }
  }

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
