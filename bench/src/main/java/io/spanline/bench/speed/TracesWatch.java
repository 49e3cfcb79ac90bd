package io.spanline.bench.speed;

import io.spanline.topic.CommittedReader;
import io.spanline.topic.CommittedReader.Extent;
import io.spanline.topic.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

/** Follows what is committed of {@code traces}, from where the topic ends at the start. */
final class TracesWatch implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(20);
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;
  private final Consumer<byte[]> action;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "traces-watch"));
  private final Future<?> reading;
  private volatile boolean finishing;

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

  /** Nothing, as long as it reads. */
  void requireReading() throws IOException {
    if (reading.isDone()) {
      finish();
    }
  }

  /** Reads on to where the topic ends now, then stops. */
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
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        action.accept(record.value());
      }
    }
    Map<TopicPartition, Extent> rest = new HashMap<>();
    consumer
        .endOffsets(partitions)
        .forEach((each, end) -> rest.put(each, new Extent(consumer.position(each), end)));
    new CommittedReader<>(consumer, rest, LONGEST_SILENCE)
        .forEach(record -> action.accept(record.value()));
  }

  @Override
  public void close() {
    finishing = true;
    // Ends whatever the thread waits for.
    consumer.wakeup();
    thread.shutdown();
    try {
      if (thread.awaitTermination(LONGEST_SILENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        consumer.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
