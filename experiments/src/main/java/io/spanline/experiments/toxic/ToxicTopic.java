package io.spanline.experiments.toxic;

import io.spanline.clients.ClientException;
import io.spanline.clients.Deadline;
import io.spanline.topic.Topics;
import io.spanline.topic.ToxicChange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Writes to the topic {@code toxics}: each record is acknowledged by the broker, within seconds.
 * Connects when it is first used.
 */
public final class ToxicTopic implements AutoCloseable {
  private static final int LONGEST_MILLIS = 3_000;

  private final String kafka;
  private final int longestMillis;
  private @Nullable Producer<String, ToxicChange> producer;

  /** The topic on the broker at host and port. */
  public ToxicTopic(String kafka) {
    this(kafka, LONGEST_MILLIS);
  }

  /** With another patience than 3 s. */
  ToxicTopic(String kafka, int longestMillis) {
    this.kafka = kafka;
    this.longestMillis = longestMillis;
  }

  /**
   * Returns if the broker answers and has the topic. A producer would have to wait to learn that
   * the topic is missing, and could create it with any settings.
   *
   * @throws ClientException if not
   */
  public void mustBeThere() {
    try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka))) {
      try {
        var unused =
            admin
                .describeTopics(List.of(Topics.TOXICS.name()))
                .allTopicNames()
                .get(longestMillis, TimeUnit.MILLISECONDS);
      } finally {
        admin.close(Duration.ZERO);
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof UnknownTopicOrPartitionException
          ? ClientException.unusable(
              "Kafka at %s has no topic %s; the stack creates it"
                  .formatted(kafka, Topics.TOXICS.name()))
          : silent(e.getCause());
    } catch (TimeoutException | KafkaException e) {
      throw silent(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw silent(e);
    }
  }

  /**
   * Returns once the broker has the change, within 3 s.
   *
   * @throws ClientException if that is not known; it may have it
   */
  public synchronized void write(ToxicChange change) {
    Instant at = change.at();
    Deadline deadline = Deadline.in(Duration.ofMillis(longestMillis));
    try {
      if (producer == null) {
        producer = producer();
      }
      var unused =
          producer
              .send(
                  new ProducerRecord<>(
                      Topics.TOXICS.name(), null, at.toEpochMilli(), change.proxy(), change))
              .get(deadline.left().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw silent(e.getCause());
    } catch (TimeoutException | InterruptException e) {
      throw silent(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw silent(e);
    } catch (KafkaException e) {
      throw silent(e);
    }
  }

  private Producer<String, ToxicChange> producer() {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            kafka,
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            true,
            ProducerConfig.LINGER_MS_CONFIG,
            0,
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            longestMillis,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            longestMillis,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
            longestMillis / 2),
        Topics.TOXICS.key().serializer(),
        Topics.TOXICS.value().serializer());
  }

  private ClientException silent(@Nullable Throwable cause) {
    return ClientException.silent(
        "Kafka does not answer at %s (%s)"
            .formatted(kafka, cause == null ? "no reason" : cause.getClass().getSimpleName()));
  }

  /** At once: every record was waited for. */
  @Override
  public synchronized void close() {
    if (producer != null) {
      producer.close(Duration.ZERO);
    }
  }
}
