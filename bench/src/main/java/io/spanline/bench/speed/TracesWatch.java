package io.spanline.bench.speed;

import io.spanline.topic.CommittedReader;
import io.spanline.topic.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what is committed of {@code traces} while it is written, from its end at the start on. */
final class TracesWatch implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(20);
  private static final Duration LONGEST_POLL = Duration.ofSeconds(60);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;
  private final Consumer<byte[]> action;
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final Future<?> reading;
  private volatile boolean finishing;
  private volatile boolean closed;

  /**
   * Begins to read.
   *
   * @param partitions how many of the topic's partitions are read, from the first
   * @param action gets each trace, in a thread of this watch
   */
  TracesWatch(String bootstrap, int partitions, Consumer<byte[]> action) {
    this.action = action;
    consumer =
        new KafkaConsumer<>(
            CommittedReader.configuration(bootstrap),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    this.partitions =
        IntStream.range(0, partitions)
            .mapToObj(number -> new TopicPartition(Topics.TRACES.name(), number))
            .toList();
    consumer.assign(this.partitions);
    consumer.seekToEnd(this.partitions);
    this.partitions.forEach(consumer::position);
    reading = thread.submit(this::watch);
  }

  /** Reads up to the end of now; then nothing more is read. */
  void finish() throws IOException {
    finishing = true;
    try {
      reading.get();
    } catch (ExecutionException e) {
      throw new IOException("the traces could not be read", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void watch() {
    while (!finishing) {
      poll();
    }
    consumer
        .endOffsets(partitions)
        .forEach(
            (partition, end) -> {
              while (!closed && consumer.position(partition) < end) {
                poll();
              }
            });
  }

  private void poll() {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
      action.accept(record.value());
    }
  }

  @Override
  public void close() {
    finishing = true;
    closed = true;
    thread.shutdown();
    try {
      if (thread.awaitTermination(LONGEST_POLL.toMillis(), TimeUnit.MILLISECONDS)) {
        consumer.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
