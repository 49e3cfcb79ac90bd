package io.spanline.clients;

import io.spanline.topic.Topic;
import java.time.Duration;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;

/** Follows the committed records of a topic. */
public final class TopicTail {
  private static final Duration POLL = Duration.ofMillis(200);

  private final String bootstrap;
  private final Topic<?, ?> topic;

  /** A tail of a topic of the broker at host and port. */
  public TopicTail(String bootstrap, Topic<?, ?> topic) {
    this.bootstrap = bootstrap;
    this.topic = topic;
  }

  /** Where to start. */
  public enum Start {
    BEGINNING,
    END
  }

  /** Hands over each record until the reader wants no more. */
  public void follow(Start start, Predicate<ConsumerRecord<String, byte[]>> wantsMore) {
    try (Consumer<String, byte[]> consumer = CommittedRecords.of(bootstrap, topic.name())) {
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
      throw CommittedRecords.silent(bootstrap, e);
    }
  }
}
