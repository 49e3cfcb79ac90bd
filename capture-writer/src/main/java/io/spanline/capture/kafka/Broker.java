package io.spanline.capture.kafka;

import io.spanline.capture.kafka.TraceSource.RecordReader;
import io.spanline.capture.order.Refusal;
import io.spanline.capture.order.StopSignal;
import io.spanline.captures.manifest.Manifest;
import io.spanline.topic.CommittedReader;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Questions to a Kafka broker, each answered or refused within bounds. */
final class Broker implements AutoCloseable {
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(5);
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(15);
  // How late the process may notice that it is to stop.
  private static final long SLICE_MILLIS = 100;

  private final String address;
  private final Admin admin;

  Broker(String address) {
    this.address = address;
    this.admin =
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                address,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) LONGEST_ANSWER.toMillis(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                (int) LONGEST_ANSWER.toMillis(),
                // A broker that comes back is noticed within half a second.
                AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                500));
  }

  String address() {
    return address;
  }

  /**
   * Every partition of a topic.
   *
   * @throws Refusal if the broker does not answer or has no such topic
   */
  List<TopicPartition> partitions(String topic, StopSignal stop) {
    KafkaFuture<Map<String, TopicDescription>> question =
        admin.describeTopics(List.of(topic)).allTopicNames();
    return answer(question, topic, stop).values().stream()
        .flatMap(description -> description.partitions().stream())
        .map(partition -> new TopicPartition(topic, partition.partition()))
        .toList();
  }

  /** The topics of a list that the broker does not have. */
  Set<String> missing(Collection<String> topics, StopSignal stop) {
    Set<String> missing = new TreeSet<>(topics);
    missing.removeAll(answer(admin.listTopics().names(), "its topics", stop));
    return missing;
  }

  /** The first offset of each partition that is still there. */
  PartitionOffsets earliest(Collection<TopicPartition> partitions, StopSignal stop) {
    return offsets(partitions, OffsetSpec.earliest(), IsolationLevel.READ_COMMITTED, stop);
  }

  /** The first offset of each partition at or after a time; -1 if there is none. */
  PartitionOffsets atTime(
      Collection<TopicPartition> partitions, long epochMillis, StopSignal stop) {
    return offsets(
        partitions, OffsetSpec.forTimestamp(epochMillis), IsolationLevel.READ_COMMITTED, stop);
  }

  /** The offset after the last record, of open transactions too. */
  PartitionOffsets written(Collection<TopicPartition> partitions, StopSignal stop) {
    return offsets(partitions, OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED, stop);
  }

  /** The last stable offset: everything before it is committed or aborted. */
  PartitionOffsets stable(Collection<TopicPartition> partitions, StopSignal stop) {
    return offsets(partitions, OffsetSpec.latest(), IsolationLevel.READ_COMMITTED, stop);
  }

  /**
   * Whether the broker's own rules may have deleted records of a topic that are dated at or after a
   * time. A topic that begins at a later offset than 0 alone does not say so: what is gone may all
   * be older.
   */
  boolean mayHaveDeleted(String topic, Instant time, Instant now, StopSignal stop) {
    ConfigResource name = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    Config config =
        answer(admin.describeConfigs(List.of(name)).all(), topic, stop).values().iterator().next();
    long millis = number(config, TopicConfig.RETENTION_MS_CONFIG);
    return number(config, TopicConfig.RETENTION_BYTES_CONFIG) >= 0
        || (millis >= 0 && time.isBefore(now.minusMillis(millis)));
  }

  /** -1 stands for no bound. */
  private static long number(Config config, String name) {
    ConfigEntry entry = config.get(name);
    return entry == null || entry.value() == null ? -1 : Long.parseLong(entry.value());
  }

  private PartitionOffsets offsets(
      Collection<TopicPartition> partitions,
      OffsetSpec spec,
      IsolationLevel isolation,
      StopSignal stop) {
    Map<TopicPartition, OffsetSpec> wanted =
        partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> spec));
    Map<TopicPartition, Long> offsets = new HashMap<>();
    Map<TopicPartition, ListOffsetsResultInfo> found =
        answer(admin.listOffsets(wanted, new ListOffsetsOptions(isolation)).all(), "offsets", stop);
    found.forEach((partition, info) -> offsets.put(partition, info.offset()));
    return new PartitionOffsets(offsets);
  }

  private <T> T answer(KafkaFuture<T> question, String about, StopSignal stop) {
    long deadline = System.nanoTime() + LONGEST_ANSWER.toNanos();
    while (true) {
      stop.check();
      try {
        return question.get(SLICE_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        if (System.nanoTime() > deadline) {
          throw silent(e);
        }
      } catch (ExecutionException e) {
        if (e.getCause() instanceof UnknownTopicOrPartitionException) {
          throw new Refusal(
              Refusal.Reason.KAFKA_UNAVAILABLE,
              "no topic '%s' on Kafka at %s; start the stack, which creates it"
                  .formatted(about, address),
              e);
        }
        throw silent(e);
      } catch (InterruptedException e) {
        throw new InterruptException(e);
      }
    }
  }

  /**
   * Hands over every committed record of an extent.
   *
   * @throws org.apache.kafka.common.KafkaException if the broker stops answering, or an offset is
   *     gone
   */
  void read(Extent extent, StopSignal stop, RecordReader reader) throws IOException {
    Map<TopicPartition, CommittedReader.Extent> offsets = new HashMap<>();
    for (Manifest.Offsets of : extent.partitions()) {
      offsets.put(
          new TopicPartition(extent.topic(), of.partition()),
          new CommittedReader.Extent(of.from(), of.to()));
    }
    try (CommittedReader<byte[], byte[]> records =
        new CommittedReader<>(Consumers.committedOnly(address), offsets, LONGEST_SILENCE)) {
      while (records.hasMore()) {
        stop.check();
        records.next(record -> reader.read(TraceRecord.of(record)));
      }
    }
  }

  /** The refusal when the broker does not answer. */
  Refusal silent(Exception cause) {
    return new Refusal(
        Refusal.Reason.KAFKA_UNAVAILABLE,
        "Kafka at %s does not answer; check that it runs, then ask again".formatted(address),
        cause);
  }

  @Override
  public void close() {
    // Nothing that is asked here is worth waiting for.
    admin.close(Duration.ZERO);
  }
}
