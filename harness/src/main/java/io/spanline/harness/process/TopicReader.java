package io.spanline.harness.process;

import io.spanline.topic.CommittedReader;
import io.spanline.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** Reads the committed records of a whole topic, up to its end at the start. */
public final class TopicReader {
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);

  private TopicReader() {}

  /** Reads all of them into memory. */
  public static <K, V> List<ConsumerRecord<K, V>> all(String bootstrap, Topic<K, V> topic) {
    List<ConsumerRecord<K, V>> records = new ArrayList<>();
    forEach(bootstrap, topic, records::add);
    return records;
  }

  /** Reads one after another, for topics that are too large for {@link #all}. */
  public static <K, V> void forEach(
      String bootstrap, Topic<K, V> topic, Consumer<ConsumerRecord<K, V>> action) {
    KafkaConsumer<K, V> consumer =
        new KafkaConsumer<>(
            CommittedReader.configuration(bootstrap),
            topic.key().deserializer(),
            topic.value().deserializer());
    try (var reader = CommittedReader.ofAll(consumer, topic.name(), LONGEST_SILENCE)) {
      reader.forEach(action::accept);
    }
  }
}
