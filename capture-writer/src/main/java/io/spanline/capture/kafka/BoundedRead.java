package io.spanline.capture.kafka;

import io.spanline.capture.kafka.TraceSource.RecordReader;
import io.spanline.capture.order.StopSignal;
import io.spanline.captures.manifest.Manifest;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** One pass over fixed offsets of a topic, committed records only. */
final class BoundedRead implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(15);

  private final Map<TopicPartition, Long> ends = new HashMap<>();
  private final KafkaConsumer<byte[], byte[]> consumer;
  private long progress;
  private long progressAt = System.nanoTime();

  BoundedRead(String address, Extent extent) {
    this.consumer = Consumers.committedOnly(address);
    Map<TopicPartition, Long> starts = new HashMap<>();
    for (Manifest.Offsets offsets : extent.partitions()) {
      if (offsets.from() < offsets.to()) {
        TopicPartition partition = new TopicPartition(extent.topic(), offsets.partition());
        starts.put(partition, offsets.from());
        ends.put(partition, offsets.to());
      }
    }
    consumer.assign(starts.keySet());
    starts.forEach(consumer::seek);
  }

  /**
   * Hands over every record.
   *
   * @throws TimeoutException if nothing has come for long
   */
  void to(RecordReader reader, StopSignal stop) throws IOException {
    while (!isDone()) {
      stop.check();
      ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
      for (TopicPartition partition : polled.partitions()) {
        long end = ends.getOrDefault(partition, 0L);
        for (ConsumerRecord<byte[], byte[]> record : polled.records(partition)) {
          if (record.offset() < end) {
            reader.read(
                new TraceRecord(
                    record.partition(), record.offset(), record.headers(), record.value()));
          }
        }
      }
      checkProgress();
    }
  }

  /** The position also passes what is no record: the ends of transactions, and aborted ones. */
  private boolean isDone() {
    boolean done = true;
    for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
      if (consumer.position(end.getKey()) < end.getValue()) {
        done = false;
      } else {
        consumer.pause(List.of(end.getKey()));
      }
    }
    return done;
  }

  private void checkProgress() {
    long position = ends.keySet().stream().mapToLong(consumer::position).sum();
    if (position > progress) {
      progress = position;
      progressAt = System.nanoTime();
    } else if (System.nanoTime() - progressAt > LONGEST_SILENCE.toNanos()) {
      throw new TimeoutException("no record for " + LONGEST_SILENCE);
    }
  }

  @Override
  public void close() {
    Consumers.close(consumer);
  }
}
