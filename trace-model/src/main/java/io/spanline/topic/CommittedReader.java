package io.spanline.topic;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * One pass over the committed records of a topic, up to ends that are fixed at its start. It has no
 * group and commits nothing, so any number of them may read at once. Not thread-safe.
 *
 * <pre>{@code
 * try (var reader = CommittedReader.ofAll(new KafkaConsumer<>(config, k, v), topic, silence)) {
 *   reader.forEach(record -> …);
 * }
 * }</pre>
 */
public final class CommittedReader<K, V> implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final Consumer<K, V> consumer;
  private final Map<TopicPartition, Long> ends;
  private final Duration longestSilence;
  private long reached = -1;
  private long reachedAtNanos = System.nanoTime();

  /** What is done with a record; it may fail as it likes. */
  public interface Action<K, V, X extends Exception> {
    void accept(ConsumerRecord<K, V> record) throws X;
  }

  /** Offsets of a partition: from the first, inclusive, to the last, exclusive. */
  public record Extent(long from, long to) {}

  /**
   * A reader of some offsets of some partitions.
   *
   * @param consumer one with {@link #configuration} that nobody else uses; closed with this reader
   * @param longestSilence after which a partition that does not go on is given up
   */
  public CommittedReader(
      Consumer<K, V> consumer, Map<TopicPartition, Extent> extents, Duration longestSilence) {
    this.consumer = consumer;
    this.longestSilence = longestSilence;
    this.ends = new HashMap<>();
    extents.forEach(
        (partition, extent) -> {
          if (extent.from() < extent.to()) {
            ends.put(partition, extent.to());
          }
        });
    consumer.assign(ends.keySet());
    extents.forEach(
        (partition, extent) -> {
          if (ends.containsKey(partition)) {
            consumer.seek(partition, extent.from());
          }
        });
  }

  /** A reader of all that a topic holds now. */
  public static <K, V> CommittedReader<K, V> ofAll(
      Consumer<K, V> consumer, String topic, Duration longestSilence) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(each -> new TopicPartition(topic, each.partition()))
            .toList();
    Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
    Map<TopicPartition, Extent> extents = new HashMap<>();
    consumer
        .endOffsets(partitions)
        .forEach(
            (each, end) -> extents.put(each, new Extent(beginnings.getOrDefault(each, 0L), end)));
    return new CommittedReader<>(consumer, extents, longestSilence);
  }

  /** The configuration of a consumer for this; more may be put into it. */
  public static Map<String, Object> configuration(String bootstrap) {
    return new HashMap<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrap,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            // An offset that is gone is an error to tell, not a place to jump from.
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "none",
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            false));
  }

  /**
   * Hands over every record that is left.
   *
   * @throws TimeoutException as {@link #next} does
   */
  public <X extends Exception> void forEach(Action<K, V, X> action) throws X {
    while (hasMore()) {
      next(action);
    }
  }

  /** Whether an end is not reached yet. */
  public boolean hasMore() {
    // Positions and not records: they also pass the ends of transactions, and aborted ones.
    boolean hasMore = false;
    for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
      if (consumer.position(end.getKey()) < end.getValue()) {
        hasMore = true;
      } else {
        consumer.pause(List.of(end.getKey()));
      }
    }
    return hasMore;
  }

  /**
   * Waits a moment for the next records and hands them over; for whoever has to look about in
   * between, else {@link #forEach}.
   *
   * @throws TimeoutException if no partition went on for the longest silence
   */
  public <X extends Exception> void next(Action<K, V, X> action) throws X {
    ConsumerRecords<K, V> polled = consumer.poll(POLL);
    for (TopicPartition partition : polled.partitions()) {
      long end = ends.getOrDefault(partition, 0L);
      for (ConsumerRecord<K, V> record : polled.records(partition)) {
        if (record.offset() < end) {
          action.accept(record);
        }
      }
    }
    giveUpIfSilent();
  }

  private void giveUpIfSilent() {
    long position = ends.keySet().stream().mapToLong(consumer::position).sum();
    if (position > reached) {
      reached = position;
      reachedAtNanos = System.nanoTime();
    } else if (System.nanoTime() - reachedAtNanos > longestSilence.toNanos()) {
      throw new TimeoutException(
          "no record for %s, the ends %s are not reached".formatted(longestSilence, ends));
    }
  }

  /** At once: there is no group to leave and nothing to commit. */
  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ZERO));
  }
}
