package io.spanline.clients;

import io.spanline.topic.CommittedReader;
import io.spanline.topic.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads committed records of every partition, with no group and no offsets kept. */
public final class CommittedRecords {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);

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

  /**
   * Hands over the committed records of some offsets.
   *
   * @throws ClientException if Kafka stops answering
   */
  public static void read(
      String bootstrap,
      Map<TopicPartition, CommittedReader.Extent> extents,
      CommittedReader.Action<String, byte[], RuntimeException> action) {
    try (CommittedReader<String, byte[]> reader =
        new CommittedReader<>(consumer(bootstrap), extents, LONGEST_SILENCE)) {
      reader.forEach(action);
    } catch (KafkaException e) {
      throw silent(bootstrap, e);
    }
  }

  /** The offsets of all that a topic holds now. */
  public static Map<TopicPartition, CommittedReader.Extent> held(String bootstrap, String topic) {
    return since(bootstrap, topic, Instant.EPOCH);
  }

  /** The offsets of what a topic holds now from the first record of a time on. */
  public static Map<TopicPartition, CommittedReader.Extent> since(
      String bootstrap, String topic, Instant from) {
    return between(bootstrap, topic, from, null);
  }

  /**
   * The offsets from the first record of a time on to the first of another.
   *
   * @param to null for all that the topic holds now
   */
  static Map<TopicPartition, CommittedReader.Extent> between(
      String bootstrap, String topic, Instant from, @Nullable Instant to) {
    try (Consumer<String, byte[]> consumer = of(bootstrap, topic)) {
      Map<TopicPartition, Long> starts =
          from.equals(Instant.EPOCH)
              ? consumer.beginningOffsets(consumer.assignment())
              : firstSince(consumer, from);
      Map<TopicPartition, Long> ends =
          to == null ? consumer.endOffsets(consumer.assignment()) : firstSince(consumer, to);
      Map<TopicPartition, CommittedReader.Extent> extents = new HashMap<>();
      ends.forEach(
          (each, end) -> {
            long start = Math.min(starts.getOrDefault(each, end), end);
            extents.put(each, new CommittedReader.Extent(start, end));
          });
      return extents;
    } catch (KafkaException e) {
      throw silent(bootstrap, e);
    }
  }

  /**
   * The offset of each partition's first record of that time or later; its end if there is none.
   */
  static Map<TopicPartition, Long> firstSince(Consumer<?, ?> consumer, Instant time) {
    Map<TopicPartition, Long> first = consumer.endOffsets(consumer.assignment());
    Map<TopicPartition, OffsetAndTimestamp> found =
        consumer.offsetsForTimes(
            first.keySet().stream()
                .collect(Collectors.toMap(each -> each, each -> time.toEpochMilli())));
    return first.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                each -> {
                  OffsetAndTimestamp offset = found.get(each.getKey());
                  return offset == null ? each.getValue() : offset.offset();
                }));
  }

  private static Consumer<String, byte[]> consumer(String bootstrap) {
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
