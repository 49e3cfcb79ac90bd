package io.spanline.harness.process;

import io.spanline.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads committed records of a topic from its beginning to its end of now. */
public final class TopicReader {
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);

  private TopicReader() {}

  /** All of them at once. */
  public static <K, V> List<ConsumerRecord<K, V>> all(String bootstrap, Topic<K, V> topic) {
    List<ConsumerRecord<K, V>> records = new ArrayList<>();
    forEach(bootstrap, topic, records::add);
    return records;
  }

  /**
   * One after the other, where all at once would be much.
   *
   * @throws WaitedInVain if nothing more comes for a minute and the end is not reached
   */
  public static <K, V> void forEach(
      String bootstrap, Topic<K, V> topic, Consumer<ConsumerRecord<K, V>> action) {
    try (KafkaConsumer<K, V> consumer = consumer(bootstrap, topic)) {
      readToEnd(consumer, topic, LONGEST_SILENCE, action);
    }
  }

  static <K, V> void readToEnd(
      org.apache.kafka.clients.consumer.Consumer<K, V> consumer,
      Topic<K, V> topic,
      Duration silence,
      Consumer<ConsumerRecord<K, V>> action) {
    List<TopicPartition> partitions =
        IntStream.range(0, topic.partitions())
            .mapToObj(number -> new TopicPartition(topic.name(), number))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    long heard = System.nanoTime();
    long reached = -1;
    while (partitions.stream()
        .anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
      consumer.poll(Duration.ofMillis(200)).forEach(action);
      // Positions and not records: an aborted transaction moves on without one.
      long position = partitions.stream().mapToLong(consumer::position).sum();
      if (position > reached) {
        reached = position;
        heard = System.nanoTime();
      } else if (Waiting.since(heard).compareTo(silence) > 0) {
        throw new WaitedInVain(
            "after %d s: %s cannot be read to its end %s"
                .formatted(silence.toSeconds(), topic.name(), ends));
      }
    }
  }

  private static <K, V> KafkaConsumer<K, V> consumer(String bootstrap, Topic<K, V> topic) {
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false"),
        topic.key().deserializer(),
        topic.value().deserializer());
  }
}
